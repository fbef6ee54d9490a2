import { alertRule } from '../signals/monitoring.ts';
import { toolUse } from '../signals/tool/use.ts';
import { say } from '../text.ts';
import { type Infrastructure, infrastructure } from './infrastructure.ts';
import { project } from './project.ts';
import { latencyQuestion } from './questions.ts';
import { create, scaffold } from './scaffold.ts';

const running = (defined: Infrastructure | undefined, ...kinds: string[]) =>
  defined?.workloads.filter(({ kind }) => kinds.includes(kind)) ?? [];

export default scaffold({
  id: 'alert-rules',
  title: say`Alerts and a dashboard for the service`,
  signals: { project, infrastructure, alertRule, toolUse },
  templates: ['rules.yaml', 'groups.yaml', 'dashboard.json'],
  fits: ({ project: [found], infrastructure: [defined] }) =>
    (found?.endpoints.length ?? 0) > 0 || running(defined, 'Deployment', 'StatefulSet', 'CronJob').length > 0,
  asks: ({ project: [found] }) => ((found?.endpoints.length ?? 0) > 0 ? [latencyQuestion] : []),
  plan: ({ project: [found], infrastructure: [defined], alertRule, toolUse }, ground) => {
    if (!found) return { changes: [] };
    const [present] = alertRule;
    if (present) return { changes: [], notes: [say`There are alert rules already (${present.path}).`] };
    const workloads = running(defined, 'Deployment', 'StatefulSet');
    const jobs = running(defined, 'CronJob');
    const served = found.endpoints.length > 0;
    const view = {
      name: found.name,
      kubernetes: workloads.length + jobs.length > 0,
      served,
      seconds: (Number(ground.choices['latency']) || 500) / 1000,
      pods: workloads.map(({ name }) => name).join('|'),
      jobs: jobs.map(({ name }) => name).join('|'),
    };
    const groups = ground.fill('groups.yaml', view);
    const rules = view.kubernetes
      ? ground.fill('rules.yaml', { ...view, groups: groups.replace(/^(?=.)/gm, '  ') })
      : groups;
    const recorded = toolUse.some(({ role, strength }) => role === 'metrics' && strength === 'used');
    return {
      changes: [
        ...create(ground, 'monitoring/alerts.yaml', rules),
        ...(served ? create(ground, 'monitoring/dashboard.json', ground.fill('dashboard.json', view)) : []),
      ],
      notes: [
        ...(served && !recorded
          ? [
              say`The rules ask for http_requests_total and http_request_duration_seconds, which nothing here records yet: add prometheus-fastapi-instrumentator or the like.`,
            ]
          : []),
        served
          ? say`Prometheus has to scrape the service under the job name ${found.name}; Alertmanager decides who is told.`
          : say`Alertmanager decides who is told.`,
      ],
    };
  },
});
