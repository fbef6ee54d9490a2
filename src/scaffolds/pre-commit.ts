import { hook, qualityHook } from '../signals/qualityHook.ts';
import { say } from '../text.ts';
import { localLinters, pin } from './managers.ts';
import { mergeYaml } from './merge/yaml.ts';
import { project } from './project.ts';
import { create, merge, scaffold } from './scaffold.ts';

const path = '.pre-commit-config.yaml';

export default scaffold({
  id: 'pre-commit',
  title: say`Hooks that check code before a commit`,
  signals: { project, hook, qualityHook },
  templates: [path],
  merges: [path],
  asks: () => [],
  fits: ({ hook }) => hook.every(({ manager }) => manager === 'pre-commit' || manager === 'lint-staged'),
  plan: ({ project: [found], hook, qualityHook }, ground) => {
    const other = hook.find(({ manager }) => manager !== 'pre-commit' && manager !== 'lint-staged');
    if (!found) return { changes: [] };
    if (other)
      return {
        changes: [],
        notes: [say`Hooks are run by ${other.manager} already (${other.path}); add the linter there.`],
      };
    const local = localLinters(found);
    const checked = qualityHook.length > 0;
    const view = {
      pin,
      // What a team has set up says what it wants; only what checks its code is added to it.
      basics: !ground.has(path),
      ruff: !checked && local.length === 0,
      local: checked || local.length === 0 ? false : { hooks: local },
      notebooks: ground.hasMatch(/\.ipynb$/) && !hook.some(({ id }) => id === 'nbstripout'),
    };
    const content = ground.fill(path, view);
    const changes = ground.has(path)
      ? merge(ground, path, (text) => mergeYaml(text, content))
      : create(ground, path, content);
    return {
      changes,
      notes:
        changes.length > 0
          ? [say`Run \`pre-commit install\` once in each clone.`]
          : [say`${path} checks the code already and is left as it is.`],
    };
  },
});
