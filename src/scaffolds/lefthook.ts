import { listed } from '../signals/listing.ts';
import { hook, qualityHook } from '../signals/qualityHook.ts';
import { say } from '../text.ts';
import { environmentOf, localLinters, pin } from './managers.ts';
import { isTable } from './merge/values.ts';
import { mergeYaml, yamlValue } from './merge/yaml.ts';
import { project } from './project.ts';
import { merge, scaffold } from './scaffold.ts';

const paths = ['lefthook.yml', 'lefthook.yaml', '.lefthook.yml', '.lefthook.yaml', '.config/lefthook.yml'];

export default scaffold({
  id: 'lefthook',
  title: say`Lefthook checks code before a commit`,
  signals: { project, hook, qualityHook, listed },
  templates: ['commands.yml', 'jobs.yml'],
  merges: paths,
  asks: () => [],
  fits: ({ listed }) => listed.some(({ path }) => paths.includes(path)),
  plan: ({ project: [found], qualityHook: [checked] }, ground) => {
    const path = paths.find(ground.has);
    if (!found || !path)
      return { changes: [], notes: [say`There is no lefthook.yml that something could be added to.`] };
    if (checked) return { changes: [], notes: [say`Hooks check the code already (${checked.path}).`] };
    const local = localLinters(found);
    const { run } = environmentOf(found);
    const ruff = found.declares('ruff') ? `${run}ruff` : `uvx ruff@${pin['ruff']}`;
    const commands =
      local.length > 0
        ? local.map(({ id, entry }) => ({
            id,
            run: `${entry} {staged_files}`,
            fixes: /black|isort/.test(id),
          }))
        : [
            { id: 'ruff-check', run: `${ruff} check --fix {staged_files}`, fixes: true },
            { id: 'ruff-format', run: `${ruff} format {staged_files}`, fixes: true },
          ];
    const changes = merge(ground, path, (text) =>
      mergeYaml(text, ground.fill(usesJobs(text) ? 'jobs.yml' : 'commands.yml', { commands })),
    );
    return { changes, notes: [say`Run \`lefthook install\` once in each clone.`] };
  },
});

/** Whether its hooks before a commit are written in the newer of the two ways. https://lefthook.dev/configuration/jobs.html */
function usesJobs(text: string): boolean {
  const file = yamlValue(text);
  const hook = isTable(file) ? file['pre-commit'] : undefined;
  return isTable(hook) && 'jobs' in hook;
}
