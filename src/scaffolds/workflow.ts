import { say, type Text } from '../text.ts';
import { isTable } from './merge/values.ts';
import { mergeYaml, yamlValue } from './merge/yaml.ts';
import type { CiSystem } from './questions.ts';
import { type Change, create, type Ground, merge } from './scaffold.ts';

/** The workflows that others can be added to: for `merges` of a scaffold that writes one. */
export const workflowFiles = ['.gitlab-ci.yml'] as const;

const paths: Readonly<Record<CiSystem, (name: string) => string>> = {
  github: (name) => `.github/workflows/${name}.yml`,
  gitlab: () => '.gitlab-ci.yml',
  azure: (name) => `azure-pipelines-${name}.yml`,
};

/**
 * A workflow from the template of the CI system that was chosen, with what stays to do for it. GitLab has one file,
 * which gets the jobs of the template.
 * @param name of the file, where the system has one file a workflow
 */
export function createWorkflow(
  ground: Ground,
  name: string,
  view: object,
): { readonly changes: readonly Change[]; readonly notes: readonly Text[] } {
  const system = ground.choices['ci'] as CiSystem;
  const path = paths[system](name);
  const present = ground.textOf(path);
  const changes =
    system === 'gitlab' && present !== undefined
      ? addJobs(ground, present, view)
      : create(ground, path, ground.fill(`${system}.yml`, view));
  if (changes.length === 0) return { changes, notes: [say`${path} is there already and is left as it is.`] };
  return { changes, notes: system === 'azure' ? [say`Create a pipeline from ${path} in Azure DevOps.`] : [] };
}

/** The jobs of the template beside those that are there, in one of the stages that are there; none of a name that is taken. */
function addJobs(ground: Ground, text: string, view: object): Change[] {
  const present = yamlValue(text);
  if (!isTable(present)) return [];
  const stages = Array.isArray(present['stages']) ? present['stages'].map(String) : ['test'];
  const jobs = ground.fill('gitlab.yml', {
    ...view,
    stage: stages.includes('test') ? undefined : stages.at(-1),
    limited: present['workflow'] !== undefined,
  });
  const added = yamlValue(jobs);
  const taken = isTable(added) && Object.keys(added).some((key) => key !== 'workflow' && key in present);
  return taken ? [] : merge(ground, '.gitlab-ci.yml', (before) => mergeYaml(before, jobs));
}
