import { toolUse } from '../signals/tool/use.ts';
import { say } from '../text.ts';
import { pin } from './managers.ts';
import { create, scaffold } from './scaffold.ts';

export default scaffold({
  id: 'mlflow-server',
  title: say`An MLflow server that a team shares`,
  signals: { toolUse },
  templates: ['compose.yaml', 'Dockerfile', 'env.example', 'gitignore'],
  fits: ({ toolUse }) => {
    const trackers = toolUse.filter(({ role }) => role === 'experiment-tracking');
    return trackers.length === 0 || trackers.some(({ tool }) => tool.id === 'mlflow');
  },
  asks: () => [],
  plan: (_, ground) => {
    const file = (path: string, template: string) =>
      create(ground, `mlflow/${path}`, ground.fill(template, { pin }));
    const changes = ground.hasMatch(/^mlflow\/(docker-)?compose\.ya?ml$/)
      ? []
      : [
          ...file('compose.yaml', 'compose.yaml'),
          ...file('Dockerfile', 'Dockerfile'),
          ...file('.env.example', 'env.example'),
          ...file('.gitignore', 'gitignore'),
        ];
    return {
      changes,
      notes:
        changes.length > 0
          ? [
              say`Copy mlflow/.env.example to mlflow/.env, fill it in, and run \`docker compose --project-directory mlflow up --build --detach\`.`,
              say`Set MLFLOW_TRACKING_URI=http://localhost:5000 where training runs. Before others reach the server, put a proxy with TLS and sign-in in front of it.`,
            ]
          : [say`There is a server in mlflow/ already, which is left as it is.`],
    };
  },
});
