import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { parse } from 'yaml';
import { topicFolders } from '../../scripts/content.mjs';
import { type Lens, lenses, type Topic } from '../../src/assessment/lenses.ts';
import { levelNames } from '../../src/assessment/level.ts';
import { nodeFiles } from '../../src/files/node.ts';
import { readTongue } from '../../src/guide/language.ts';
import { sectionsOf } from '../../src/guide/page.ts';
import { tools } from '../../src/signals/tool/catalogue.ts';

const headings: Readonly<Record<Lens, Readonly<Record<'en' | 'ja', readonly string[]>>>> = {
  levels: {
    en: ['Where you stand', 'What hurts', 'What to do next', 'Sources'],
    ja: ['今の状態', '困ること', '次に取り組むこと', '出典'],
  },
  principles: {
    en: ['What it means', 'Without it', 'Where to start', 'Sources'],
    ja: ['意味', 'これがないと', 'はじめ方', '出典'],
  },
  pipelines: {
    en: ['What it does', 'What tools cover, and where they stop', 'Sources'],
    ja: ['すること', 'ツールが受け持つ範囲', '出典'],
  },
  parts: { en: ['What happens', 'Tools', 'Sources'], ja: ['行うこと', 'ツール', '出典'] },
  strategies: {
    en: ['How it works', 'When to choose it', 'What it needs', 'Sources'],
    ja: ['仕組み', '選ぶとき', '必要なもの', '出典'],
  },
  capabilities: {
    en: ['What it gives', 'With Azure Machine Learning', 'With other tools', 'Sources'],
    ja: ['できるようになること', 'Azure Machine Learning では', 'ほかのツールでは', '出典'],
  },
};
const sources = parse(readFileSync('content/sources.yaml', 'utf8')) as Record<string, { link: string }>;
const documents = new Set(Object.values(sources).map(({ link }) => link));
const toolLinks = new Set(tools.map(({ link }) => link));
const linksOf = (markdown: string) => [...markdown.matchAll(/\]\(([^)\s]+)\)/g)].map(([, url = '']) => url);
const read = (id: string, language: string) => {
  const text = readFileSync(`content/${id}.${language}.md`, 'utf8');
  const [, front = '', body = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text) ?? [];
  return { front: parse(front) as { title: string; statement: string; sources: string[] }, body };
};
const ids = Object.values(lenses).flatMap((topics: readonly Topic[]) => topics.map(({ id }) => id));

describe('pages of the other lenses', () => {
  it('are those of the lenses, in both languages', () => {
    const files = topicFolders.flatMap((folder) =>
      readdirSync(`content/${folder}`).map((file) => `${folder}/${file}`),
    );
    assert.deepEqual(files.sort(), ids.flatMap((id) => [`${id}.en.md`, `${id}.ja.md`]).sort());
  });

  for (const id of ids)
    for (const language of ['en', 'ja'] as const)
      it(`${id} (${language})`, () => {
        const { front, body } = read(id, language);
        const sections = sectionsOf(body);
        assert.deepEqual(
          sections.map(({ heading }) => heading),
          headings[id.split('/')[0] as Lens][language],
        );
        assert.ok(front.title && front.statement && !/[.。]$/.test(front.title));
        assert.match(front.statement, /[.。]$/);

        const cited = linksOf(sections.at(-1)?.markdown ?? '');
        assert.deepEqual(new Set(cited), new Set(front.sources.map((source) => sources[source]?.link)));
        for (const url of linksOf(body))
          assert.ok(documents.has(url) || toolLinks.has(url), `${url} is a tool's or a document's`);

        for (const { heading, markdown } of sections) assert.ok(markdown.length > 20, `${heading} has text`);
        const japanese = body.match(/[ぁ-んァ-ヶ一-龠]/g)?.length ?? 0;
        if (language === 'ja') assert.ok(japanese > 80, `${japanese} Japanese characters`);
        else assert.ok(japanese < 60 && body.split(/\s+/).length > 60, `${body.split(/\s+/).length} words`);
      });

  it('call the levels as the rest of the product does', async () => {
    for (const language of ['en', 'ja'] as const) {
      const { t } = await readTongue(nodeFiles(path.resolve('.'), { git: false }), language);
      for (const [level, name] of Object.entries(levelNames))
        assert.equal(read(`levels/${level}`, language).front.title, t(name));
    }
  });

  it('name the same sources in both languages', () => {
    for (const id of ids)
      assert.deepEqual(new Set(read(id, 'en').front.sources), new Set(read(id, 'ja').front.sources), id);
  });
});
