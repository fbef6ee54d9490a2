import { type Container, container as dockerfile } from '../signals/container.ts';
import { delivery } from '../signals/delivery.ts';
import { say } from '../text.ts';
import container from './container.ts';
import { pin } from './managers.ts';
import { type Project, project } from './project.ts';
import { ciQuestion } from './questions.ts';
import { scaffold } from './scaffold.ts';
import { createWorkflow, workflowFiles } from './workflow.ts';

/** A library is published; what answers requests, or runs by itself, is an image. */
const isPackage = ({ manifest, endpoints }: Project, images: number): boolean =>
  images === 0 &&
  endpoints.length === 0 &&
  manifest?.path === 'pyproject.toml' &&
  manifest.source?.get('build-system') !== undefined;

/** Images that hold something of the repository; others run what somebody else made. */
const ofProject = (images: readonly Container[]): Container[] =>
  images.filter(({ copies }) => copies.some((path) => !path.startsWith('/')));

export default scaffold({
  id: 'continuous-delivery',
  title: say`A release that is delivered by a pipeline`,
  signals: { project, dockerfile, delivery },
  templates: ['github.yml', 'gitlab.yml', 'azure.yml', 'container/Dockerfile', 'container/dockerignore'],
  merges: [...workflowFiles, '**/.dockerignore'],
  asks: ({ project: [found], dockerfile }) => {
    if (!found) return [];
    const images = ofProject(dockerfile).length;
    const packaged = isPackage(found, images);
    return [
      ciQuestion(found),
      {
        key: 'what',
        prompt: say`What is delivered`,
        choices: [
          { value: 'image', detail: say`an image, to the registry of the host` },
          { value: 'package', detail: say`a Python package, to an index` },
        ],
        value: packaged ? 'package' : 'image',
      },
      ...(packaged || images > 0 ? [] : container.asks({ project: [found] })),
    ];
  },
  plan: ({ project: [found], dockerfile, delivery }, ground) => {
    if (!found) return { changes: [] };
    const present = delivery.find(({ automatic, what }) => automatic && what !== 'infrastructure');
    if (present) return { changes: [], notes: [say`A release is delivered already (${present.path}).`] };
    const packaged = ground.choices['what'] === 'package';
    const [image] = ofProject(dockerfile).sort((a, b) => depth(a.path) - depth(b.path));
    // A workflow that builds an image needs something to build it from.
    const build =
      packaged || image || ground.choices['entry'] === undefined
        ? { changes: [] }
        : container.plan(
            { project: [found] },
            { ...ground, fill: (name, view) => ground.fill(`container/${name}`, view) },
          );
    const file = image?.path ?? build.changes.find(({ path }) => path.endsWith('Dockerfile'))?.path;
    const inFolder = found.folder !== '' && file?.startsWith(`${found.folder}/`);
    const { changes, notes } = createWorkflow(ground, 'release', {
      pin,
      package: packaged,
      image: !packaged,
      context: inFolder ? found.folder : '.',
      file: file === 'Dockerfile' ? undefined : file,
      folder: found.folder,
      name: found.name,
    });
    if (changes.length === 0) return { changes, notes };
    return {
      changes: [...changes, ...build.changes],
      notes: [...notes, ...(build.notes ?? []), ...toDo(ground.choices)],
    };
  },
});

const depth = (path: string) => path.split('/').length;

const toDo = ({ ci, what }: Readonly<Record<string, string>>) => {
  if (what === 'package' && ci === 'github')
    return [
      say`Register release.yml and the environment pypi as a trusted publisher on PyPI: no token is stored.`,
    ];
  if (ci === 'azure')
    return what === 'package'
      ? [
          say`Create the feed of Azure Artifacts that the variable feed names, and let the build service contribute to it.`,
        ]
      : [
          say`Create a service connection to the container registry under the name that the variable registry has.`,
        ];
  return [say`Publish a release, or push a tag such as v1.0.0, to deliver.`];
};
