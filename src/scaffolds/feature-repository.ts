import { toolUse } from '../signals/tool/use.ts';
import { say, UserError } from '../text.ts';
import { type Project, project } from './project.ts';
import { create, scaffold } from './scaffold.ts';

/** What names a column as the key of its row, as its time, or as what is predicted. */
const key = /(^|_)(id|uuid|key|code|number)$/i;
const time = /(^|_)(at|date|datetime|time|timestamp|ts)$/i;

/** Columns that training code reads by their names. */
function columnsOf({ modules, steps }: Project): readonly string[] {
  const training = new Set(steps.filter(({ step }) => step === 'training').map(({ path }) => path));
  const read = modules.filter(({ path }) => training.has(path)).flatMap(({ columns }) => columns);
  // `rows[["a", "b"]]` has several columns of a line, `rows["target"]` one.
  const together = read.filter(
    (one) => read.filter(({ line, of }) => line === one.line && of === one.of).length > 1,
  );
  return [...new Set((together.length > 0 ? together : read).map(({ name }) => name))];
}

const tablesOf = ({ modules }: Project): readonly string[] => [
  ...new Set(
    modules.flatMap(({ calls }) =>
      calls.flatMap(({ arguments: given }) =>
        given
          .filter(({ kind, text }) => kind === 'string' && /\.parquet$/.test(text))
          .map(({ text }) => text),
      ),
    ),
  ),
];

export default scaffold({
  id: 'feature-repository',
  title: say`Features that are defined once, in Feast`,
  signals: { project, toolUse },
  templates: ['feature_store.yaml', 'features.py', 'gitignore'],
  fits: ({ project: [found] }) => found !== undefined && columnsOf(found).some((name) => !key.test(name)),
  asks: ({ project: [found] }) => {
    if (!found) return [];
    const columns = columnsOf(found);
    const [table] = tablesOf(found);
    const entity = columns.find((name) => key.test(name));
    return [
      {
        key: 'features',
        prompt: say`Names of the features, with commas between`,
        choices: [],
        value: columns.filter((name) => !key.test(name) && !time.test(name)).join(', '),
        open: true,
      },
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
  plan: ({ project: [found], toolUse }, ground) => {
    if (!found) return { changes: [] };
    const present = toolUse.find(({ role, strength }) => role === 'feature-store' && strength === 'used');
    if (present) return { changes: [], notes: [say`Features are defined already (${present.path}).`] };
    const { features = '', entity = '', source } = ground.choices;
    const names = features
      .split(',')
      .map((name) => name.trim())
      .filter(Boolean);
    const wrong = [...names, entity].find((name) => !/^\w+$/.test(name));
    if (wrong !== undefined || names.length === 0)
      throw new UserError(say`“${wrong ?? ''}” is no name of a column: use letters, digits and underscores.`);
    const identifier = found.name.replaceAll('-', '_');
    const timed = columnsOf(found).find((name) => time.test(name)) ?? 'event_timestamp';
    const view = {
      project: identifier,
      entity,
      subject: entity.replace(key, '') || 'row',
      source,
      timestamp: timed,
      features: names,
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
