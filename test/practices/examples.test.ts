import assert from 'node:assert/strict';
import { render } from '../../src/text.ts';
import { assessFiles, resultOf } from '../assess.ts';
import { readAllExamples, repositoryOf } from '../examples.ts';

describe('examples of practices', () => {
  for (const example of readAllExamples()) {
    const { practice, verdict, caption, line } = example;
    const { files, ...options } = repositoryOf(example);
    it(`${practice} (line ${line}) is ${verdict}: ${caption}`, async () => {
      const assessment = await assessFiles(files, options);
      assert.deepEqual(assessment.unread, [], 'every file of an example can be read');
      const result = resultOf(assessment, practice);
      const seen = result.evidence
        .map(({ path, line, note }) => `${path}:${line} ${render(note)}`)
        .join('\n');
      assert.equal(
        result.verdict,
        verdict,
        `evidence:\n${seen}\nlacking: ${result.lacking ? render(result.lacking) : '–'}`,
      );
      for (const { path, line } of result.evidence) {
        assert.ok(
          path === '.git' || (files[path] !== undefined && line <= files[path].split('\n').length),
          `${path}:${line} is not in the example`,
        );
      }
    });
  }
});
