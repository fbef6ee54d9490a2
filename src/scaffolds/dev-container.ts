import { say } from '../text.ts';
import { environmentOf, pin } from './managers.ts';
import { type Project, project } from './project.ts';
import { pythonQuestion } from './questions.ts';
import { create, scaffold } from './scaffold.ts';

/** Versions of Python that the present generation of images has; older ones stay in the first. https://github.com/devcontainers/images/tree/main/src/python */
const present = ['3.10', '3.11', '3.12', '3.13', '3.14'];

const imageOf = (python: string): string =>
  `mcr.microsoft.com/devcontainers/python:${present.includes(python) ? `3-${python}-trixie` : `1-${python}-bookworm`}`;

/** Commands that make the environment once the container is there; an image with conda has its own way. */
function setupOf(found: Project): readonly string[] {
  const { bootstrap, install } = environmentOf(found);
  if (found.manager === 'conda')
    return [`conda env update --name base --file ${found.manifest?.path ?? 'environment.yml'}`, ...install];
  const pixi = `curl -fsSL https://pixi.sh/install.sh | PIXI_VERSION=v${pin['pixi']} sh`;
  return found.manager === 'pixi'
    ? [pixi, ...install.map((command) => `$HOME/.pixi/bin/${command}`)]
    : [...bootstrap, ...install];
}

export default scaffold({
  id: 'dev-container',
  title: say`A development environment that everybody shares`,
  signals: { project },
  templates: [],
  asks: ({ project: [found] }) => (found && found.manager !== 'conda' ? [pythonQuestion(found)] : []),
  plan: ({ project: [found] }, ground) => {
    if (!found) return { changes: [] };
    if (ground.hasMatch(/^\.devcontainer(\.json$|\/)/))
      return { changes: [], notes: [say`There is a dev container already, which is left as it is.`] };
    const setup = setupOf(found);
    const served = found.endpoints.length > 0;
    const definition = {
      name: found.name,
      image:
        found.manager === 'conda'
          ? 'mcr.microsoft.com/devcontainers/miniconda:1-3'
          : imageOf(ground.choices['python'] ?? ''),
      ...(setup.length > 0 && { postCreateCommand: setup.join(' && ') }),
      ...(served && { forwardPorts: [8000] }),
      customizations: {
        vscode: {
          extensions: [
            'ms-python.python',
            ...(found.linters.length === 0 || found.linters.includes('ruff') ? ['charliermarsh.ruff'] : []),
            ...(ground.hasMatch(/\.ipynb$/) ? ['ms-toolsai.jupyter'] : []),
          ],
        },
      },
      remoteUser: 'vscode',
    };
    return {
      changes: create(ground, '.devcontainer/devcontainer.json', `${JSON.stringify(definition, null, 2)}\n`),
      notes: [say`Open it with “Dev Containers: Reopen in Container”.`],
    };
  },
});
