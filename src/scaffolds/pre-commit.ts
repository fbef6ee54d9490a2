import { hook } from '../signals/qualityHook.ts';
import { say } from '../text.ts';
import { environmentOf, pin } from './managers.ts';
import { project } from './project.ts';
import { create, scaffold } from './scaffold.ts';

const own: Readonly<Record<string, string>> = {
  black: 'black',
  isort: 'isort',
  flake8: 'flake8',
  pylint: 'pylint',
};

export default scaffold({
  id: 'pre-commit',
  title: say`Hooks that check code before a commit`,
  signals: { project, hook },
  templates: ['.pre-commit-config.yaml'],
  asks: () => [],
  plan: ({ project: [found], hook }, ground) => {
    const other = hook.find(({ manager }) => manager !== 'pre-commit' && manager !== 'lint-staged');
    if (!found) return { changes: [] };
    if (other)
      return {
        changes: [],
        notes: [say`Hooks are run by ${other.manager} already (${other.path}); add the linter there.`],
      };
    const linters = found.declares('ruff')
      ? []
      : found.linters.filter((name) => own[name] && found.declares(name));
    const view = {
      pin,
      ruff: linters.length === 0,
      local: linters.map((id) => ({ id, entry: `${environmentOf(found).run}${own[id]}` })),
      notebooks: found.modules.length > 0 && ground.hasMatch(/\.ipynb$/),
    };
    const changes = create(ground, '.pre-commit-config.yaml', ground.fill('.pre-commit-config.yaml', view));
    return {
      changes,
      notes:
        changes.length > 0
          ? [say`Run \`pre-commit install\` once in each clone.`]
          : [say`.pre-commit-config.yaml is there already and is left as it is.`],
    };
  },
});
