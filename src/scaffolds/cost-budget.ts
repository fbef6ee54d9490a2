import { say } from '../text.ts';
import { type Cloud, type Infrastructure, infrastructure } from './infrastructure.ts';
import { project } from './project.ts';
import { cloudQuestion } from './questions.ts';
import { create, scaffold } from './scaffold.ts';

/** The folder that Terraform is run in: the shallowest that is no module. */
const rootOf = ({ terraform }: Infrastructure): string | undefined =>
  terraform
    .filter((folder) => !/(^|\/)modules?\//.test(folder))
    .sort((a, b) => a.split('/').length - b.split('/').length)[0];

/** In the language that infrastructure is written in; where there is none, in that of the cloud. */
function fileOf(cloud: Cloud, defined: Infrastructure): readonly [template: string, path: string] {
  const root = rootOf(defined);
  if (root !== undefined) return [`${cloud}.tf`, root === '.' ? 'budget.tf' : `${root}/budget.tf`];
  if (cloud === 'azure') {
    const [first] = defined.bicep;
    const folder = first?.includes('/') ? first.slice(0, first.lastIndexOf('/') + 1) : '';
    return ['azure.bicep', `${first ? folder : 'infrastructure/'}budget.bicep`];
  }
  return cloud === 'aws'
    ? ['aws.yaml', 'infrastructure/budget.yaml']
    : ['google.tf', 'infrastructure/budget.tf'];
}

export default scaffold({
  id: 'cost-budget',
  title: say`A budget that tells before it is spent`,
  signals: { project, infrastructure },
  templates: ['aws.tf', 'azure.tf', 'google.tf', 'azure.bicep', 'aws.yaml'],
  asks: ({ project: [found], infrastructure: [defined] }) =>
    found
      ? [
          cloudQuestion(found, defined?.cloud),
          {
            key: 'amount',
            prompt: say`Budget of a month, in the currency of the account`,
            choices: ['100', '500', '1000', '5000'].map((value) => ({ value })),
            open: true,
          },
        ]
      : [],
  plan: ({ project: [found], infrastructure: [defined] }, ground) => {
    if (!found || !defined) return { changes: [] };
    const [template, path] = fileOf(ground.choices['cloud'] as Cloud, defined);
    const amount = Number(ground.choices['amount']);
    const changes = create(
      ground,
      path,
      ground.fill(template, { name: found.name, amount: Number.isFinite(amount) ? amount : 100 }),
    );
    return {
      changes,
      notes:
        changes.length > 0
          ? [say`Say who is told: the addresses of ${path} have no default.`]
          : [say`${path} is there already and is left as it is.`],
    };
  },
});
