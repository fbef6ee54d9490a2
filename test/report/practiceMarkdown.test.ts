import assert from 'node:assert/strict';
import { nodeFiles } from '../../src/files/node.ts';
import { type Book, readHtml, readMarkdown } from '../../src/report/pages.ts';
import { render } from '../../src/text.ts';
import { assessFiles } from '../assess.ts';

const id = 'code-quality/tests';
const book = async (files?: Readonly<Record<string, string>>): Promise<Book> => ({
  language: 'en',
  t: render,
  package_: nodeFiles(process.cwd(), { git: false }),
  name: 'churn',
  assessment: files && (await assessFiles(files)),
  fixable: true,
});
const repository = {
  'train.py': 'from sklearn.svm import SVC\n\nSVC().fit(x, y)\n',
  'tests/test__init__.py':
    'from train import SVC\n\n\ndef test_fits():\n    assert SVC().fit([[0], [1]], [0, 1])\n',
};

describe('the page of a practice', () => {
  it('shows no verdict, and asks for no answer, before anything was assessed', async () => {
    const { html } = await readHtml(id, await book());
    assert.match(html, /Every step has tests/);
    assert.doesNotMatch(html, /class="mark"|not applicable</);
    assert.doesNotMatch(html, /data-command="(answer|fix)"/);
    const markdown = await readMarkdown(id, await book());
    assert.match(markdown, /^# .+\n\n.+\n\n## Why it matters\n/);
  });

  it('leads to the practices before and after it', async () => {
    const { html } = await readHtml(id, await book(repository));
    const names = [...html.matchAll(/aria-label="(Previous|Next): ([^"]+)"/g)].map(([, way]) => way);
    assert.deepEqual(names, ['Previous', 'Next']);
    const { html: first } = await readHtml('documentation/business-goals', await book(repository));
    assert.match(first, /aria-label="Next: /);
    assert.doesNotMatch(first, /aria-label="Previous: /);
  });

  it('is Markdown with verdict, evidence and text, in which paths stay as they are', async () => {
    const markdown = await readMarkdown(id, await book(repository));
    assert.match(markdown, /^# Every step has tests\n\n.+\n\n\*\*partly met\*\*\n\nlacking: /);
    assert.match(markdown, /^- tests\/test\\_\\_init\\_\\_\.py:\d+ – /m);
    assert.match(markdown, /^## Why it matters\n\n\w/m);
  });

  it('carries the answer into the Markdown, and nothing of it becomes Markdown', async () => {
    const answered = {
      ...repository,
      '.mlops-guide.yaml': `practices:\n  ${id}: { verdict: met, by: Aiko, on: 2026-11-01, note: "See [here](x) <b>" }\n`,
    };
    const markdown = await readMarkdown(id, await book(answered));
    assert.match(
      markdown,
      /\*\*met\*\*\n\nanswered by Aiko on 2026-11-01\n\n> See \\\[here\\\]\(x\) \\<b\\>/,
    );
  });

  it('is refused where no practice has the id', async () => {
    await assert.rejects(readMarkdown('levels/2', await book()), /is not a practice/);
  });
});
