import { startedBy } from '../signals/ci/job.ts';
import { roleInJob } from '../signals/tool/use.ts';
import { say } from '../text.ts';
import { type Infrastructure, infrastructure } from './infrastructure.ts';
import { pin } from './managers.ts';
import { project } from './project.ts';
import { ciQuestion } from './questions.ts';
import { scaffold } from './scaffold.ts';
import { createWorkflow, workflowFiles } from './workflow.ts';

const isEmpty = ({ terraform, bicep, cloudFormation, charts, kustomizations, manifests }: Infrastructure) =>
  [terraform, bicep, cloudFormation, charts, kustomizations, manifests].every(({ length }) => length === 0);

export default scaffold({
  id: 'infrastructure-ci',
  title: say`CI that validates infrastructure on pull requests`,
  signals: { project, infrastructure, roleInJob },
  templates: ['github.yml', 'gitlab.yml', 'azure.yml'],
  merges: workflowFiles,
  fits: ({ infrastructure: [defined] }) => defined !== undefined && !isEmpty(defined),
  asks: ({ project: [found], infrastructure: [defined] }) =>
    found && defined && !isEmpty(defined) ? [ciQuestion(found)] : [],
  plan: ({ project: [found], infrastructure: [defined], roleInJob }, ground) => {
    if (!found || !defined || isEmpty(defined))
      return {
        changes: [],
        notes: [say`There are no definitions of infrastructure yet that CI could validate.`],
      };
    const present = roleInJob.find(
      ({ role, job }) => role === 'infrastructure-validation' && startedBy(job, 'pull-request'),
    );
    if (present) return { changes: [], notes: [say`CI validates infrastructure already (${present.path}).`] };
    const kubernetes = { ...defined, files: defined.manifests.join(' ') };
    const some = (...lists: (readonly string[])[]) => lists.some(({ length }) => length > 0);
    return createWorkflow(ground, 'infrastructure', {
      pin,
      branch: found.branch,
      terraform: some(defined.terraform) && { folders: defined.terraform },
      bicep: some(defined.bicep) && { files: defined.bicep },
      cloudFormation: some(defined.cloudFormation) && { files: defined.cloudFormation.join(' ') },
      kubernetes: some(defined.charts, defined.kustomizations, defined.manifests) && kubernetes,
    });
  },
});
