import assert from 'node:assert/strict';
import { parseAllDocuments } from 'yaml';
import { assessmentSignals } from '../../src/assessment/assess.ts';
import { takeSnapshot } from '../../src/assessment/snapshot.ts';
import { memoryFiles } from '../../src/files/memory.ts';
import { nodeFiles } from '../../src/files/node.ts';
import { scaffolds } from '../../src/scaffolds/index.ts';
import { fitsIn, planScaffold, questionsOf } from '../../src/scaffolds/plan.ts';
import { shapes } from './shapes.ts';
import { holdAgainstValidators } from './validators.ts';

const content = nodeFiles(process.cwd(), { git: false });
const asked = ['ci', 'cloud', 'what', 'tool', 'strategy', 'restores', 'updates', 'hardware'];
const looked = [
  'uv in a src layout, with an API',
  'conda on Azure DevOps',
  'Airflow and Terraform on AWS',
  'an API and a CronJob on Kubernetes',
  'a scheduled workflow and Bicep on Azure',
];

/** All ways to answer, one question changed at a time. */
function* answers(questions: ReturnType<typeof questionsOf>): Generator<Readonly<Record<string, string>>> {
  const first = Object.fromEntries(
    questions.map(({ key, value, choices }) => [key, value ?? choices[0]?.value ?? 'train.py']),
  );
  yield first;
  for (const { key, choices } of questions.filter(({ key }) => asked.includes(key)))
    for (const { value } of choices) if (value !== first[key]) yield { ...first, [key]: value };
}

describe('scaffolds, whatever is chosen', () => {
  for (const name of looked)
    for (const scaffold of scaffolds)
      it(`${scaffold.id}: ${name}`, async () => {
        const shape = shapes[name];
        assert.ok(shape, name);
        const files = memoryFiles(shape.files, { history: shape.history });
        const snapshot = await takeSnapshot(files, assessmentSignals);
        if (!fitsIn(scaffold, snapshot)) return;
        for (const choices of answers(questionsOf(scaffold, snapshot))) {
          const { changes } = await planScaffold(scaffold, snapshot, files, content, choices);
          for (const { path, content } of changes) {
            const about = `${path} for ${JSON.stringify(choices)}:\n${content}`;
            assert.ok(!/<%|%>|undefined|\[object|TODO|\bNaN\b/.test(content), about);
            if (/\.ya?ml$/.test(path))
              for (const { errors } of parseAllDocuments(content)) assert.deepEqual(errors, [], about);
            for (const [, action = ''] of content.matchAll(/uses: (\S+)/g))
              assert.match(action, /@[0-9a-f]{40}$/, about);
            if (path.endsWith('.json')) JSON.parse(content);
            await holdAgainstValidators(path, content);
          }
        }
      });
});
