import { say } from '../text.ts';
import { pin } from './managers.ts';
import { healthRoute, type Project, project } from './project.ts';
import { hardwareQuestion, pythonQuestion, scriptQuestion } from './questions.ts';
import { create, ignored, scaffold } from './scaffold.ts';

/** `package/api.py` with `app = FastAPI()` → `package.api:app`; `src/` is on the path of an installed project. */
function applicationOf({ endpoints, folder }: Project): string | undefined {
  const found = endpoints.find(({ module }) => module.instances.some(({ of }) => of === 'fastapi.FastAPI()'));
  const name = found?.module.instances.find(({ of }) => of === 'fastapi.FastAPI()')?.name;
  return found && name ? `${moduleName(within(folder, found.path))}:${name}` : undefined;
}

/** The path of a file as it is in the folder that the image is built from. */
const within = (folder: string, path: string): string =>
  folder !== '' && path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : path;

const moduleName = (path: string) =>
  path
    .replace(/^src\//, '')
    .replace(/\.py$/, '')
    .replaceAll('/', '.');

const hasOwnBase = ({ manager }: Project): boolean => manager === 'conda' || manager === 'pixi';

export default scaffold({
  id: 'container',
  title: say`An image that can be built again`,
  signals: { project },
  templates: ['Dockerfile', 'dockerignore'],
  merges: ['**/.dockerignore'],
  asks: ({ project: [found] }) => {
    if (!found) return [];
    const application = applicationOf(found);
    const scripts = found.scripts.map((path) => within(found.folder, path));
    const entry = scriptQuestion(
      'entry',
      say`What the image runs`,
      application ? [application, ...scripts] : scripts,
    );
    return [
      pythonQuestion(found),
      // Environments of conda bring their own CUDA.
      ...(hasOwnBase(found) ? [] : [hardwareQuestion(found)]),
      application ? { ...entry, value: application } : entry,
    ];
  },
  plan: ({ project: [found] }, ground) => {
    if (!found) return { changes: [] };
    const entry = ground.choices['entry'] ?? '';
    const manifest = found.manifest && within(found.folder, found.manifest.path);
    const at = (name: string) => (found.folder === '' ? name : `${found.folder}/${name}`);
    const served = /^[\w.]+:\w+$/.test(entry);
    const cuda = ground.choices['hardware'] === 'cuda';
    const view = {
      pin,
      python: ground.choices['python'],
      [found.manager]: true,
      venv: !hasOwnBase(found),
      cuda,
      // Python comes along into an image of Ubuntu, whose C library is older than that of trixie.
      debian: cuda ? 'bookworm' : 'trixie',
      manifest,
      inFolder: manifest?.includes('/'),
      packaged:
        found.manager === 'pip' && /pyproject\.toml$|setup\.(py|cfg)$/.test(found.manifest?.path ?? ''),
      requirements: found.manager === 'pip' && /\.txt$/.test(found.manifest?.path ?? ''),
      locked: found.locked,
      source: found.modules.some(({ path }) => path.startsWith(at('src/'))) && served,
      served,
      entry,
      data:
        ground.hasMatch(/(^|\/)data\//) && !found.modules.some(({ path }) => path.startsWith(at('data/'))),
      health: healthRoute(found),
    };
    const changes = [
      ...create(ground, at('Dockerfile'), ground.fill('Dockerfile', view)),
      ...ignored(
        ground,
        at('.dockerignore'),
        ground.fill('dockerignore', { ...view, own: !ground.has(at('Dockerfile')) }),
      ),
    ];
    return { changes, notes: notesFor(found, changes.length) };
  },
});

const notesFor = ({ manager, folder }: Project, changes: number) =>
  changes > 0
    ? [say`Try it with \`docker build -t model ${folder === '' ? '.' : folder}\` (${manager}).`]
    : [say`Dockerfile and .dockerignore are there already and are left as they are.`];
