import { kubernetes } from '../signals/resource.ts';
import { say } from '../text.ts';
import { project } from './project.ts';
import { create, scaffold } from './scaffold.ts';
import { subject } from './subject.ts';

export default scaffold({
  id: 'rollback-runbook',
  title: say`A runbook for going back to the model before`,
  signals: { project, subject, kubernetes },
  templates: ['document.md'],
  asks: () => [],
  plan: ({ project: [found], subject: [about], kubernetes }, ground) => {
    if (!found || !about) return { changes: [] };
    if (ground.hasMatch(/(^|\/)[^/]*(roll-?back|runbook)[^/]*\.(md|rst)$/i))
      return { changes: [], notes: [say`There is such a document already; it is left as it is.`] };
    const deployment = kubernetes.find(({ type }) => /\/Deployment$/.test(type));
    const tools = about.tools('model-registry').map(({ name }) => name);
    const view = {
      name: about.name,
      branch: found.branch,
      deployment: deployment?.name,
      mlflow: tools.includes('MLflow'),
      dvc: ground.has('dvc.lock') || ground.has('dvc.yaml'),
      registry: tools.filter((name) => name !== 'MLflow').join(', '),
      health: found.endpoints.find(
        ({ method, route }) => method === 'GET' && /health|ready|ping/i.test(route),
      )?.route,
    };
    return {
      changes: create(ground, `${about.folder}/rollback-runbook.md`, ground.fill('document.md', view)),
      notes: [
        say`Fill in what “to be written” stands for, and go through it once with the person who is least at home in it.`,
      ],
    };
  },
});
