import { restoringJob } from '../signals/restoringJob.ts';
import { toolUse } from '../signals/tool/use.ts';
import { say } from '../text.ts';
import { infrastructure } from './infrastructure.ts';
import { pin } from './managers.ts';
import { project } from './project.ts';
import { ciQuestion, imageQuestion } from './questions.ts';
import { create, scaffold } from './scaffold.ts';
import { createWorkflow, workflowFiles } from './workflow.ts';

/** What goes back: the alias of a registered model, a Deployment, or the tag that servers pull. */
const kinds = [
  { value: 'model', detail: say`the alias of a model registered in MLflow` },
  { value: 'deployment', detail: say`a Deployment on Kubernetes` },
  { value: 'image', detail: say`the tag “stable” of an image` },
] as const;

export default scaffold({
  id: 'rollback',
  title: say`A job that brings the version before back`,
  signals: { project, infrastructure, toolUse, restoringJob },
  templates: ['github.yml', 'gitlab.yml', 'azure.yml', 'rollback_model.py'],
  merges: workflowFiles,
  asks: ({ project: [found], infrastructure: [defined], toolUse }) => {
    if (!found) return [];
    const registers = toolUse.some(
      ({ tool, role, strength }) => tool.id === 'mlflow' && role === 'model-registry' && strength === 'used',
    );
    const deployed = defined?.workloads.some(({ kind }) => kind === 'Deployment');
    const value = registers ? 'model' : deployed ? 'deployment' : 'image';
    const image = imageQuestion(found);
    const known = value === 'image' || image.value !== undefined;
    return [
      ciQuestion(found),
      {
        key: 'restores',
        prompt: say`What is restored`,
        choices: kinds.filter((kind) => known || kind.value !== 'image'),
        value,
      },
      ...(known ? [image] : []),
    ];
  },
  plan: ({ project: [found], infrastructure: [defined], restoringJob }, ground) => {
    if (!found) return { changes: [] };
    const [present] = restoringJob;
    if (present) return { changes: [], notes: [say`There is a way back already (${present.path}).`] };
    const { restores = '', image = '' } = ground.choices;
    const deployment = defined?.workloads.find(({ kind }) => kind === 'Deployment');
    const { changes, notes } = createWorkflow(ground, 'rollback', {
      pin,
      [restores]: true,
      tag: image,
      registry: image.split('/')[0],
      hub: image.startsWith('ghcr.io/'),
      workload: deployment?.name ?? found.name,
      namespace: defined?.production ?? deployment?.namespace ?? 'default',
      name: found.name,
    });
    if (changes.length === 0) return { changes, notes };
    const script =
      restores === 'model'
        ? create(ground, 'scripts/rollback_model.py', ground.fill('rollback_model.py', { name: found.name }))
        : [];
    return { changes: [...changes, ...script], notes: [...notes, toDo[restores as keyof typeof toDo]] };
  },
});

const toDo = {
  model: say`Store MLFLOW_TRACKING_URI and, where the server asks for it, MLFLOW_TRACKING_TOKEN as secrets of the environment production.`,
  deployment: say`Store KUBECONFIG, for a service account that may change this Deployment alone, as a secret of the environment production.`,
  image: say`Servers have to run the tag “stable”; a release moves it forward, this job moves it back. Try it once before you need it.`,
};
