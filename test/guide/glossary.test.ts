import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import entries from '../../content/glossary.yaml';
import { findTopic } from '../../src/assessment/lenses.ts';
import { findTerms, glossary } from '../../src/guide/glossary.ts';
import { renderMarkdown } from '../../src/guide/markdown.ts';
import { practices } from '../../src/practices/index.ts';

const linked = (markdown: string, language: 'en' | 'ja' = 'en') =>
  [...renderMarkdown(markdown, findTerms(language)).matchAll(/data-id="glossary#([\w-]+)">([^<]*)</g)].map(
    ([, id, text]) => `${id}: ${text}`,
  );

describe('the glossary', () => {
  it('has about fifty terms, each named once and led further', () => {
    const sources = parse(readFileSync('content/sources.yaml', 'utf8')) as Record<string, unknown>;
    const terms = entries as { id: string; see: string; source?: string }[];
    assert.ok(terms.length >= 50, String(terms.length));
    assert.equal(new Set(terms.map(({ id }) => id)).size, terms.length);
    for (const { id, see, source } of terms) {
      assert.ok(
        practices.some((practice) => practice.id === see) || findTopic(see),
        `${id}: ${see} is a page`,
      );
      assert.ok(source === undefined || source in sources, `${id}: ${source} is a document`);
    }
    for (const language of ['en', 'ja'] as const) {
      const names = glossary(language).flatMap(({ term, also = [] }) => [term, ...also]);
      const twice = names.filter((name, at) => names.indexOf(name) !== at);
      assert.deepEqual(twice, []);
      for (const { term, definition } of glossary(language)) {
        assert.match(definition, /[.。%]$/, term);
        assert.equal(/[ぁ-ん一-龠]/.test(definition), language === 'ja', term);
      }
    }
  });

  it('links the first appearance of a term, whatever its spelling', () => {
    assert.deepEqual(linked('Drifts begin early. The drift goes on, until a rollback.'), [
      'drift: Drifts',
      'rollback: rollback',
    ]);
  });

  it('finds the longer of two terms, and none inside a word', () => {
    assert.deepEqual(linked('A feature store is not a featurestore.'), ['feature-store: feature store']);
    assert.deepEqual(linked('コンセプトドリフトとドリフトの違い。メガカナリアは違う。', 'ja'), [
      'concept-drift: コンセプトドリフト',
      'drift: ドリフト',
    ]);
  });

  it('takes acronyms as they are written', () => {
    assert.deepEqual(linked('First cd into the folder, then think of CD.'), ['cd: CD']);
  });

  it('leaves headings, links and code alone', () => {
    const markdown = '## Drift\n\n[drift](https://example.com) `drift`\n\n```\ndrift\n```\n';
    assert.deepEqual(linked(markdown), []);
    assert.deepEqual(linked(`${markdown}\nHere is *drift*.`), ['drift: drift']);
  });

  it('says the definition on hover, escaped', () => {
    const html = renderMarkdown('An alias.', findTerms('en'));
    assert.match(html, /title="A name such as “champion” [^"]+"/);
  });
});
