import { toolUse } from '../signals/tool/use.ts';
import { say, UserError } from '../text.ts';
import { learning } from './learning.ts';
import { project } from './project.ts';
import { featuresQuestion } from './python.ts';
import { create, scaffold } from './scaffold.ts';

/** What names a column as the key of its row, as its time, or as what is predicted. */
const key = /(^|_)(id|uuid|key|code|number)$/i;
const time = /(^|_)(at|date|datetime|time|timestamp|ts)$/i;

export default scaffold({
  id: 'feature-repository',
  title: say`Features that are defined once, in Feast`,
  signals: { project, learning, toolUse },
  templates: ['feature_store.yaml', 'features.py', 'gitignore'],
  fits: ({ learning: [learned] }) => (learned?.features.length ?? 0) > 0,
  asks: ({ learning: [learned] }) => {
    if (!learned) return [];
    const table = /\.parquet$/.test(learned.data ?? '') ? learned.data : undefined;
    const entity = learned.features.find((name) => key.test(name));
    return [
      featuresQuestion(learned),
      {
        key: 'entity',
        prompt: say`Column that says what a row is about, such as customer_id`,
        choices: (entity ? [entity] : ['customer_id', 'user_id', 'product_id']).map((value) => ({ value })),
        ...(entity && { value: entity }),
        open: true,
      },
      {
        key: 'source',
        prompt: say`Parquet file that holds the features`,
        choices: [{ value: table ?? 'data/features.parquet' }],
        value: table ?? 'data/features.parquet',
        open: true,
      },
    ];
  },
  plan: ({ project: [found], learning: [learned], toolUse }, ground) => {
    if (!found || !learned) return { changes: [] };
    const present = toolUse.find(({ role, strength }) => role === 'feature-store' && strength === 'used');
    if (present) return { changes: [], notes: [say`Features are defined already (${present.path}).`] };
    const { features = '', entity = '', source } = ground.choices;
    const names = features
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '' && name !== entity);
    const wrong = [...names, entity].find((name) => !/^\w+$/.test(name));
    if (wrong !== undefined || names.length === 0)
      throw new UserError(say`“${wrong ?? ''}” is no name of a column: use letters, digits and underscores.`);
    const identifier = found.name.replaceAll('-', '_');
    const timed = learned.features.find((name) => time.test(name)) ?? 'event_timestamp';
    const view = {
      project: identifier,
      entity,
      subject: entity.replace(key, '') || 'row',
      source,
      timestamp: timed,
      features: names.filter((name) => name !== timed),
    };
    const changes = ['feature_store.yaml', 'features.py'].flatMap((name) =>
      create(ground, `feature_repo/${name}`, ground.fill(name, view)),
    );
    return {
      changes: [...changes, ...create(ground, 'feature_repo/.gitignore', ground.fill('gitignore', view))],
      notes: [
        say`Check the types of the features, and that ${source ?? ''} has the columns ${entity} and ${timed}.`,
        say`Install feast, run \`feast -c feature_repo apply\`, and read the features in training by get_historical_features.`,
      ],
    };
  },
});
