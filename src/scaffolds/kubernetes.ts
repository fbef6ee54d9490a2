import { say } from '../text.ts';
import { infrastructure } from './infrastructure.ts';
import { healthRoute, type Project, project } from './project.ts';
import { imageQuestion, scheduleQuestion, scriptQuestion } from './questions.ts';
import { create, scaffold } from './scaffold.ts';

/** An API is a Deployment with a Service; what runs to its end is a CronJob. */
const serves = ({ endpoints }: Project): boolean => endpoints.length > 0;

export default scaffold({
  id: 'kubernetes',
  title: say`Kubernetes, with staging and production from one base`,
  signals: { project, infrastructure },
  templates: [
    'deployment.yaml',
    'service.yaml',
    'disruption.yaml',
    'cronjob.yaml',
    'base.yaml',
    'overlay.yaml',
    'namespace.yaml',
  ],
  fits: ({ project: [found], infrastructure: [defined] }) =>
    found !== undefined &&
    (serves(found) || found.scripts.length > 0) &&
    [defined?.workloads, defined?.charts, defined?.kustomizations].every(
      (list) => !list || list.length === 0,
    ),
  asks: ({ project: [found] }) => {
    if (!found) return [];
    const entry = scriptQuestion('entry', say`What the job runs`, found.scripts);
    const likely = found.scripts[0];
    return [
      imageQuestion(found),
      ...(serves(found)
        ? []
        : [{ ...entry, ...(likely !== undefined && { value: likely }) }, scheduleQuestion]),
    ];
  },
  plan: ({ project: [found] }, ground) => {
    if (!found) return { changes: [] };
    const served = serves(found);
    const view = {
      name: found.name,
      image: ground.choices['image'],
      version: found.version ?? '0.1.0',
      health: healthRoute(found),
      entry: ground.choices['entry'],
      schedule: ground.choices['schedule'],
      served,
    };
    const base = served ? ['deployment.yaml', 'service.yaml'] : ['cronjob.yaml'];
    const file = (path: string, template: string, more: object = {}) =>
      create(ground, `deploy/${path}`, ground.fill(template, { ...view, ...more }));
    const changes = [
      ...base.flatMap((name) => file(`base/${name}`, name)),
      ...file('base/kustomization.yaml', 'base.yaml', { resources: base }),
      ...['staging', 'production'].flatMap((environment) => {
        const production = environment === 'production';
        return [
          ...file(`overlays/${environment}/namespace.yaml`, 'namespace.yaml', { environment }),
          ...file(`overlays/${environment}/kustomization.yaml`, 'overlay.yaml', {
            environment,
            scaled: production && served,
          }),
          ...(production && served ? file('overlays/production/disruption.yaml', 'disruption.yaml') : []),
        ];
      }),
    ];
    return {
      changes,
      notes: [
        say`Try it with \`kubectl apply --dry-run=server -k deploy/overlays/staging\`.`,
        say`Memory and CPU are guesses: set them to what the program was seen to need.`,
      ],
    };
  },
});
