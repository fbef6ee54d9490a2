import assert from 'node:assert/strict';
import { assess, assessmentSignals } from '../../src/assessment/assess.ts';
import { takeSnapshot } from '../../src/assessment/snapshot.ts';
import { memoryFiles } from '../../src/files/memory.ts';
import { nodeFiles } from '../../src/files/node.ts';
import { scaffolds } from '../../src/scaffolds/index.ts';
import { planScaffold } from '../../src/scaffolds/plan.ts';
import { today } from '../assess.ts';
import { shapes } from './shapes.ts';

const content = nodeFiles(process.cwd(), { git: false });

/** What people would write behind the words that a line starts with, or into a row of a table. */
interface Finished {
  readonly lines?: Readonly<Record<string, string>>;
  readonly rows?: Readonly<Record<string, string>>;
  readonly met: readonly string[];
}

const documents: Readonly<Record<string, Finished>> = {
  'model-card': {
    lines: {
      'Decision or task': 'the retention team calls the 200 customers with the highest risk every week',
      'Business metric': 'share of called customers who stay; 31 % today, 40 % is a success',
      'Team, and how': 'Customer Analytics team, #churn on Slack',
      'Uses that the model':
        'the score must not set prices; a wrong prediction there would harm loyal customers',
      'Threshold or rule': 'the model adds up the weights of age and income; a score above 0.6 means a call',
      'Inputs and groups': 'predictions are less accurate for customers who joined in the last three months',
    },
    met: [
      'documentation/business-goals',
      'documentation/team-responsibilities',
      'documentation/risk-assessment',
      'explainability/decision-process',
    ],
  },
  'data-card': {
    lines: {
      'How it gets from there': 'exported from the billing system every night by the platform team',
      'Rows that are left out': 'rows without a contract are removed, as they are test accounts',
    },
    met: ['documentation/data-preparation'],
  },
  'data-dictionary': {
    rows: {
      '| `age` |':
        '| `age` | int | Age of the customer at the time of scoring | years | never | `train.py` |',
      '| `income` |':
        '| `income` | float | Net income as the customer stated it | EUR a month | 0 | `train.py` |',
    },
    met: ['documentation/data-definition'],
  },
  'risk-assessment': {
    lines: {
      'People whom': 'customers with a contract, about 90,000 a month',
      'Predictions that a person':
        'a false positive costs a needless call, so agents see every prediction first',
    },
    rows: {
      '| False negative |':
        '| False negative | A customer leaves without a call; 120 EUR of margin | medium | medium | recall is watched | Kim |',
    },
    met: ['documentation/risk-assessment'],
  },
  'architecture-document': {
    lines: {
      'Who and what': 'the API of the service gets a customer from the dashboard and gives back a risk',
    },
    met: ['documentation/architecture'],
  },
  'api-document': {
    lines: {
      'Fields of the request':
        'below\n\n| Field | Type | Unit |\n| --- | --- | --- |\n| age | integer | years |\n| income | number | EUR a month |\n',
    },
    met: ['documentation/api'],
  },
  'retraining-strategy': {
    lines: { 'Chosen triggers': 'every quarter, and when the AUC on labelled predictions drops below 0.7' },
    met: ['traceability/retraining-strategy'],
  },
  'rollback-runbook': {
    lines: { 'Steps, each': 'deploy the image of the previous release with the tag before the one in use' },
    met: ['traceability/rollback-strategy'],
  },
};

/** The document with these answers written in; throws where it does not ask for one of them. */
function finish(text: string, { lines = {}, rows = {} }: Finished): string {
  const used = new Set<string>();
  const answer = (line: string, prefix: string, answers: Readonly<Record<string, string>>) => {
    const key = Object.keys(answers).find((start) => line.startsWith(prefix + start));
    if (key) used.add(key);
    return key && answers[key];
  };
  const written = text.split('\n').map((line) => {
    const said = answer(line, '- ', lines);
    return said ? line.replace(/to be written\.$/, `${said}.`) : (answer(line, '', rows) ?? line);
  });
  assert.deepEqual([...used].sort(), [...Object.keys(lines), ...Object.keys(rows)].sort());
  return written.join('\n');
}

describe('a document that people finished is met', () => {
  const shape = shapes['uv in a src layout, with an API'];
  for (const [id, finished] of Object.entries(documents)) {
    it(id, async () => {
      assert.ok(shape);
      const scaffold = scaffolds.find((one) => one.id === id);
      assert.ok(scaffold);
      const on = memoryFiles(shape.files, { history: shape.history });
      const { changes } = await planScaffold(
        scaffold,
        await takeSnapshot(on, assessmentSignals),
        on,
        content,
      );
      const files = Object.fromEntries(changes.map(({ path, content }) => [path, finish(content, finished)]));
      const after = memoryFiles({ ...shape.files, ...files }, { history: shape.history });
      const { results } = assess(await takeSnapshot(after, assessmentSignals), today);
      const verdicts = finished.met.map((id) => [
        id,
        results.find(({ practice }) => practice.id === id)?.verdict,
      ]);
      assert.deepEqual(
        verdicts,
        finished.met.map((id) => [id, 'met']),
      );
    });
  }
});
