import { rollout } from '../signals/rollout.ts';
import { say } from '../text.ts';
import { infrastructure, type Workload } from './infrastructure.ts';
import { mergeYaml } from './merge/yaml.ts';
import { project } from './project.ts';
import { create, merge, scaffold } from './scaffold.ts';

const folderOf = ({ path }: Workload): string => path.slice(0, path.lastIndexOf('/') + 1);

export default scaffold({
  id: 'rollout',
  title: say`A new version that proves itself on part of the traffic`,
  signals: { project, infrastructure, rollout },
  templates: ['rollout.yaml'],
  merges: ['**/kustomization.{yml,yaml}'],
  fits: ({ project: [found], infrastructure: [defined] }) =>
    (found?.endpoints.length ?? 0) > 0 &&
    defined !== undefined &&
    defined.workloads.some(({ kind, name }) => kind === 'Deployment' && name !== ''),
  asks: () => [
    {
      key: 'strategy',
      prompt: say`Strategy`,
      choices: [
        { value: 'canary', detail: say`a growing part of the traffic` },
        { value: 'blue-green', detail: say`all at once, after a test beside the old version` },
      ],
      value: 'canary',
    },
    {
      key: 'prometheus',
      prompt: say`Address of Prometheus inside the cluster`,
      choices: [{ value: 'http://prometheus-operated.monitoring.svc:9090' }],
      value: 'http://prometheus-operated.monitoring.svc:9090',
      open: true,
    },
  ],
  plan: ({ project: [found], infrastructure: [defined], rollout }, ground) => {
    const deployment = defined?.workloads.find(({ kind, name }) => kind === 'Deployment' && name !== '');
    if (!found || !defined || !deployment) return { changes: [] };
    const present = rollout.find(({ kind }) => kind === 'canary' || kind === 'blue-green');
    if (present)
      return { changes: [], notes: [say`Versions are rolled out by steps already (${present.path}).`] };
    const folder = folderOf(deployment);
    const service = defined.workloads.find(({ kind }) => kind === 'Service');
    const canary = ground.choices['strategy'] !== 'blue-green';
    const view = {
      name: deployment.name,
      namespace: deployment.namespace,
      service: service?.name ?? deployment.name,
      job: found.name,
      prometheus: ground.choices['prometheus'],
      canary,
    };
    const kustomization = ['kustomization.yaml', 'kustomization.yml']
      .map((name) => `${folder}${name}`)
      .find((path) => ground.has(path));
    const changes = create(ground, `${folder}rollout.yaml`, ground.fill('rollout.yaml', view));
    if (changes.length === 0)
      return { changes, notes: [say`${folder}rollout.yaml is there already and is left as it is.`] };
    const listed = kustomization
      ? merge(ground, kustomization, (text) => mergeYaml(text, 'resources:\n  - rollout.yaml\n'))
      : [];
    return {
      changes: [...changes, ...listed],
      notes: [
        say`The rollout takes its pods from the Deployment ${deployment.name} and scales that one down; Argo Rollouts has to run in the cluster.`,
        ...(canary
          ? [
              say`Without a traffic router, the part of the traffic is the part of the pods: ten pods make 10 %.`,
            ]
          : [say`Give the Services ${view.service} and ${view.service}-preview the selector of the pods.`]),
      ],
    };
  },
});
