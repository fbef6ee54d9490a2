import { say } from '../text.ts';
import { type Manager, pin } from './managers.ts';
import { type Project, project } from './project.ts';
import { pythonQuestion, scriptQuestion } from './questions.ts';
import { create, scaffold } from './scaffold.ts';

/** `package/api.py` with `app = FastAPI()` → `package.api:app`; `src/` is on the path of an installed project. */
function applicationOf({ endpoints }: Project): string | undefined {
  const found = endpoints.find(({ module }) => module.instances.some(({ of }) => of === 'fastapi.FastAPI()'));
  const name = found?.module.instances.find(({ of }) => of === 'fastapi.FastAPI()')?.name;
  return found && name ? `${moduleName(found.path)}:${name}` : undefined;
}

const moduleName = (path: string) =>
  path
    .replace(/^src\//, '')
    .replace(/\.py$/, '')
    .replaceAll('/', '.');

export default scaffold({
  id: 'container',
  title: say`An image that can be built again`,
  signals: { project },
  templates: ['Dockerfile', 'dockerignore'],
  asks: ({ project: [found] }) => {
    if (!found) return [];
    const application = applicationOf(found);
    const entry = scriptQuestion(
      'entry',
      say`What the image runs`,
      application ? [application, ...found.scripts] : found.scripts,
    );
    return [pythonQuestion(found), application ? { ...entry, value: application } : entry];
  },
  plan: ({ project: [found] }, ground) => {
    if (!found) return { changes: [] };
    const entry = ground.choices['entry'] ?? '';
    const served = /^[\w.]+:\w+$/.test(entry);
    const view = {
      pin,
      python: ground.choices['python'],
      [found.manager]: true,
      venv: !['conda', 'pixi'].includes(found.manager),
      manifest: found.manifest?.path,
      inFolder: found.manifest?.path.includes('/'),
      packaged:
        found.manager === 'pip' && /pyproject\.toml$|setup\.(py|cfg)$/.test(found.manifest?.path ?? ''),
      requirements: found.manager === 'pip' && /\.txt$/.test(found.manifest?.path ?? ''),
      locked: found.locked,
      source: found.modules.some(({ path }) => path.startsWith('src/')) && served,
      served,
      entry,
      data: ground.hasMatch(/^data\//) && !found.modules.some(({ path }) => path.startsWith('data/')),
      health: found.endpoints.find(
        ({ route, method }) => method === 'GET' && /health|ready|alive|ping/i.test(route),
      )?.route,
    };
    const changes = [
      ...create(ground, 'Dockerfile', ground.fill('Dockerfile', view)),
      ...create(ground, '.dockerignore', ground.fill('dockerignore', view)),
    ];
    return { changes, notes: notesFor(found.manager, changes.length) };
  },
});

const notesFor = (manager: Manager, changes: number) =>
  changes > 0
    ? [say`Try it with \`docker build -t model .\` (${manager}).`]
    : [say`Dockerfile and .dockerignore are there already and are left as they are.`];
