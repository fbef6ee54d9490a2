import { say } from '../text.ts';
import { type Cloud, infrastructure } from './infrastructure.ts';
import { project } from './project.ts';
import { cloudQuestion } from './questions.ts';
import { create, scaffold } from './scaffold.ts';

/** Regions that are offered, one for each part of the world. */
const regions: Readonly<Record<Cloud, readonly string[]>> = {
  aws: ['eu-central-1', 'us-east-1', 'ap-northeast-1'],
  azure: ['westeurope', 'eastus', 'japaneast'],
  google: ['europe-west4', 'us-central1', 'asia-northeast1'],
};

const environments = ['staging', 'production'] as const;

export default scaffold({
  id: 'terraform',
  title: say`Terraform for data, models and images, in two environments`,
  signals: { project, infrastructure },
  templates: (['aws', 'azure', 'google'] as const)
    .map((cloud) => `${cloud}.tf`)
    .concat('variables.tf', 'environment.tfvars', 'backend.tfbackend', 'gitignore'),
  fits: ({ infrastructure: [defined] }) =>
    [defined?.terraform, defined?.bicep, defined?.cloudFormation].every((list) => !list || list.length === 0),
  asks: ({ project: [found], infrastructure: [defined] }) => {
    if (!found) return [];
    const cloud = cloudQuestion(found, defined?.cloud);
    const offered = cloud.value ? regions[cloud.value as Cloud] : Object.values(regions).flat();
    return [
      cloud,
      {
        key: 'region',
        prompt: say`Region`,
        choices: offered.map((value) => ({ value })),
        open: true,
      },
    ];
  },
  plan: ({ project: [found] }, ground) => {
    if (!found) return { changes: [] };
    const { cloud = '', region } = ground.choices;
    const view = {
      name: found.name,
      compact: found.name.replaceAll('-', '').slice(0, 14),
      region,
      [cloud]: true,
    };
    const file = (path: string, template: string, more: object = {}) =>
      create(ground, `infrastructure/${path}`, ground.fill(template, { ...view, ...more }));
    return {
      changes: [
        ...file('main.tf', `${cloud}.tf`),
        ...file('variables.tf', 'variables.tf'),
        ...environments.flatMap((environment) => [
          ...file(`environments/${environment}.tfvars`, 'environment.tfvars', { environment }),
          ...file(`environments/${environment}.tfbackend`, 'backend.tfbackend', { environment }),
        ]),
        ...file('.gitignore', 'gitignore'),
      ],
      notes: [
        say`Create the storage for Terraform's state once, by the names in infrastructure/environments/*.tfbackend.`,
        say`Run \`terraform -chdir=infrastructure init -backend-config=environments/staging.tfbackend\` and commit .terraform.lock.hcl.`,
      ],
    };
  },
});
