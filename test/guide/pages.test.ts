import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { sectionsOf } from '../../src/guide/page.ts';
import { practices } from '../../src/practices/index.ts';
import { tools } from '../../src/signals/tool/catalogue.ts';

const headings = {
  en: [
    'Why it matters',
    'What we look for',
    'How to get there',
    'An example',
    'Tools',
    'Objections',
    'Sources',
  ],
  ja: ['なぜ大切か', '何を見るか', 'どう進めるか', '実務の例', 'ツール', 'よくある反論', '出典'],
};
const steps = {
  en: ['In an hour', 'In a day', 'In a quarter'],
  ja: ['1 時間でできること', '1 日でできること', '四半期でできること'],
};
const sources = parse(readFileSync('content/sources.yaml', 'utf8')) as Record<string, { link: string }>;
const links = (markdown: string) =>
  [...withoutCode(markdown).matchAll(/\]\(([^)\s]+)\)/g)].map(([, url = '']) => url);
const withoutCode = (markdown: string) =>
  markdown.replace(/^```[\s\S]*?^```$/gm, '').replace(/`[^`\n]+`/g, '');
const section = (body: string, heading: string) =>
  sectionsOf(body).find((one) => one.heading === heading)?.markdown ?? '';

describe('pages of practices', () => {
  for (const { id } of practices) {
    for (const language of ['en', 'ja'] as const) {
      it(`${id} (${language})`, () => {
        const text = readFileSync(`content/practices/${id}.${language}.md`, 'utf8');
        const [, front = '', body = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text) ?? [];
        const data = parse(front) as { title: string; statement: string; effort: string; sources: string[] };
        const found = (level: string) =>
          [...withoutCode(body).matchAll(new RegExp(`^${level} (.+)$`, 'gm'))].map(([, heading]) => heading);
        assert.deepEqual(found('##'), headings[language]);
        assert.deepEqual(found('###').slice(0, 3), steps[language]);
        assert.match(data.effort, /^[SML]$/);
        assert.ok(data.title && data.statement && !data.title.endsWith('.') && !data.title.endsWith('。'));

        const [, , , , toolsHeading = '', , sourcesHeading = ''] = headings[language];
        const cited = links(section(body, sourcesHeading));
        assert.ok(data.sources.length > 0);
        assert.deepEqual(
          new Set(cited),
          new Set(data.sources.map((source) => sources[source]?.link)),
          'the sources of the front matter are linked',
        );
        for (const url of links(body)) assert.match(url, /^https:\/\/[\w.-]+\.[a-z]+(\/\S*)?$/);
        const known = new Set(tools.map(({ link }) => link));
        for (const url of links(section(body, toolsHeading)))
          assert.ok(known.has(url), `${url} is the link of a tool`);

        assert.deepEqual(
          /^[\s*#>-]*(TODO|TBD|FIXME)\b|lorem ipsum|<[a-z]+[ >]/im.exec(withoutCode(body))?.[0],
          undefined,
        );
        for (const { heading, markdown } of sectionsOf(body))
          assert.ok(markdown.length > 40, `${heading} has text`);
        const japanese = body.match(/[ぁ-んァ-ヶ一-龠]/g)?.length ?? 0;
        if (language === 'ja') assert.ok(japanese > 800, `${japanese} Japanese characters`);
        else assert.ok(body.split(/\s+/).length > 400, `${body.split(/\s+/).length} words`);
      });
    }
  }

  it('have the same effort and sources in both languages', () => {
    for (const { id } of practices) {
      const [en, ja] = ['en', 'ja'].map(
        (language) =>
          parse(
            readFileSync(`content/practices/${id}.${language}.md`, 'utf8').split('---')[1] ?? '',
          ) as Record<string, unknown>,
      );
      assert.equal(en?.['effort'], ja?.['effort'], id);
      assert.deepEqual(en?.['sources'], ja?.['sources'], id);
    }
  });

  it('share no sentence with each other', () => {
    const owners = new Map<string, string>();
    for (const { id } of practices) {
      for (const language of ['en', 'ja']) {
        const body =
          readFileSync(`content/practices/${id}.${language}.md`, 'utf8').split(/^## (?:Sources|出典)/m)[0] ??
          '';
        const sentences = body
          .replace(/\]\([^)]*\)/g, ']')
          .replace(/\n(?!\n)/g, ' ')
          .split(/(?<=[.!?。])\s*/);
        for (const sentence of sentences.map((one) => one.replace(/^[\s*#-]+/, '').trim())) {
          if (sentence.length < 60) continue;
          const other = owners.get(sentence);
          assert.ok(other === undefined || other === id, `${id} and ${other}: ${sentence}`);
          owners.set(sentence, id);
        }
      }
    }
  });
});
