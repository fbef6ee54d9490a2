import assert from 'node:assert/strict';
import * as path from 'node:path';
import { lenses, type Topic } from '../../src/assessment/lenses.ts';
import { nodeFiles } from '../../src/files/node.ts';
import { readTongue } from '../../src/guide/language.ts';
import type { Language } from '../../src/guide/titles.ts';
import { practices } from '../../src/practices/index.ts';
import { historySection } from '../../src/report/history.ts';
import { readHtml } from '../../src/report/pages.ts';
import { shorten, wrap } from '../../src/report/pictures/svg.ts';
import { assessFiles } from '../assess.ts';

const package_ = nodeFiles(path.resolve('.'), { git: false });
const files = {
  'train.py': 'import mlflow\nfrom sklearn.svm import SVC\n\nmlflow.autolog()\nSVC().fit(x, y)\n',
  'broken.yaml': 'a: [\n',
  '.github/workflows/<b>.yml': 'on: [pull_request]\njobs: [\n',
};

async function book(language: Language, contents: Readonly<Record<string, string>> = files) {
  const { t } = await readTongue(package_, language);
  return {
    package_,
    language,
    t,
    name: '<b>churn</b>',
    assessment: await assessFiles(contents),
    fixable: true,
  };
}
const html = async (id: string, language: Language = 'en') => (await readHtml(id, await book(language))).html;
const goals = (text: string) =>
  [...text.matchAll(/data-command="explain" data-id="([^"]+)"/g)].map(([, id = '']) => id);

describe('the overview', () => {
  it('says the level, with the step before the next and its scaffold', async () => {
    const text = await html('overview');
    assert.match(text, /<h1>&lt;b&gt;churn&lt;\/b&gt;: level 0, No MLOps<\/h1>/);
    assert.match(
      text,
      /data-id="code-quality\/tests">[^<]+<\/a> <span class="by">effort: a day or two; then level 1/,
    );
    assert.match(text, /data-command="fix" data-id="code-quality\/continuous-integration"/);
  });

  it('leads to the overviews of the other folders, where there are some', async () => {
    const one = { name: 'churn', uri: 'file:///churn', shown: true };
    const other = { name: '<fraud>', uri: 'file:///fraud', shown: false };
    const { html: alone } = await readHtml('overview', { ...(await book('en')), folders: [one] });
    assert.doesNotMatch(alone, /aria-current/);
    const { html: both } = await readHtml('overview', { ...(await book('en')), folders: [one, other] });
    assert.match(both, /<span aria-current="page">churn<\/span>/);
    assert.match(both, /data-id="overview" data-folder="file:\/\/\/fraud">&lt;fraud&gt;<\/a>/);
  });

  it('leads to every practice, level, principle, pipeline and other topic, and nowhere else', async () => {
    const known = new Set([
      'glossary',
      ...practices.map(({ id }) => id),
      ...Object.values(lenses).flatMap((topics: readonly Topic[]) => topics.map(({ id }) => id)),
    ]);
    assert.deepEqual(new Set(goals(await html('overview'))), known);
  });

  it('has a name for each picture, and a table with the same numbers behind it', async () => {
    const text = await html('overview');
    const pictures = text.split('<figure class="picture">').slice(1);
    assert.equal(pictures.length, 3);
    for (const picture of pictures)
      assert.match(picture, /^<div [^>]*aria-label="[^"]+"><svg [^>]*role="img"><title>[^<]+<\/title>/);
    const signs = [...(pictures[1] ?? '').matchAll(/class="sign ([\w-]+)"><title>/g)].map(
      ([, verdict]) => verdict,
    );
    const numbers = [...(pictures[1] ?? '').matchAll(/<td>(\d+)<\/td>/g)].map(([, count]) => Number(count));
    assert.equal(signs.length, 60);
    assert.equal(
      numbers.reduce((sum, count) => sum + count, 0),
      60,
    );
  });

  it('names what was not read and what only people can answer', async () => {
    const text = await html('overview');
    assert.match(text, /Files not read: \d/);
    assert.match(text, /<code>\.github\/workflows\/&lt;b&gt;\.yml<\/code>/);
    assert.match(text, /data-id="explainability\/meaningful"/);
  });

  it('uses no style of its own and no address but of the web', async () => {
    for (const id of ['overview', 'levels/2', 'pipelines/creation', 'glossary']) {
      const text = await html(id);
      assert.doesNotMatch(text, /\sstyle=|<style|<script|\son\w+=|fill="/);
      for (const [, address = ''] of text.matchAll(/href="([^"]+)"/g))
        assert.match(address, /^(#$|https:\/\/)/);
    }
  });

  it('says that there is no machine learning, and no level', async () => {
    const { html: text } = await readHtml('overview', await book('en', { 'main.c': 'int main() {}\n' }));
    assert.match(text, /No machine learning was found/);
    assert.doesNotMatch(text, /<svg/);
  });

  it('is Japanese throughout', async () => {
    for (const id of ['overview', 'levels/1', 'capabilities/audit-trail', 'glossary']) {
      const headings = [...(await html(id, 'ja')).matchAll(/<(h[1-3]|caption|summary)>([^<]+)</g)];
      for (const [, , heading = ''] of headings)
        assert.match(heading, /[ぁ-んァ-ヶ一-龠]/, `${id}: ${heading}`);
    }
  });
});

describe('pages of topics', () => {
  it('show what the repository has of a level', async () => {
    const text = await html('levels/1');
    assert.match(text, /Model code is under version control<\/a> <span class="by">reached/);
    assert.match(text, /CI runs the tests on pull requests<\/a> <span class="by">still missing/);
  });

  it('show the tools found and the gaps of a pipeline', async () => {
    const text = await html('pipelines/creation');
    assert.match(text, /<h3>Gaps<\/h3><ul><li>.*No pipeline definition runs the steps/s);
    assert.match(text, /MLflow<\/a> <a href="#" data-command="open" data-path="train.py" data-line="4">/);
  });

  it('link terms once a page', async () => {
    const text = await html('monitoring/data-drift');
    const terms = [...text.matchAll(/data-id="glossary#([\w-]+)"/g)].map(([, id]) => id);
    assert.ok(terms.length > 3);
    assert.equal(new Set(terms).size, terms.length);
  });

  it('end at the overview where no page has the id', async () => {
    assert.match(await html('levels/9'), /<h1>[^<]*level 0/);
  });
});

describe('the history', () => {
  it('is drawn and told for each commit', async () => {
    const { t } = await readTongue(package_, 'en');
    const tally = { met: 3, partial: 2, unmet: 40, unanswered: 2, 'not-applicable': 13 };
    const point = {
      commit: '0123456789',
      date: '2026-01-05',
      subject: 'Train <it>',
      level: 0 as const,
      tally,
    };
    const points = [
      point,
      { ...point, date: '2026-03-01', level: 1 as const, tally: { ...tally, met: 9, unmet: 34 } },
    ];
    const text = historySection(points, { t, language: 'en' });
    assert.match(text, /<title>Verdicts and level from 2026-01-05 to 2026-03-01<\/title>/);
    assert.equal(text.match(/<tr>/g)?.length, 3);
    assert.match(text, /met 9</);
    assert.match(text, /Train &lt;it&gt;/);
    assert.doesNotMatch(text, /NaN|undefined/);
    assert.doesNotMatch(historySection([point], { t, language: 'en' }), /NaN|undefined/);
    assert.doesNotMatch(historySection([], { t, language: 'en' }), /<svg/);
  });
});

describe('words in pictures', () => {
  it('are cut or broken to their room, Japanese ones as twice as wide', () => {
    assert.equal(shorten('scikit-learn', 12), 'scikit-learn');
    assert.equal(shorten('argparse, Typer, Click', 12), 'argparse, T…');
    assert.equal(shorten('フィーチャーストア', 12), 'フィーチャ…');
    assert.deepEqual(wrap('Integration into the app', 16), ['Integration into', 'the app']);
    assert.deepEqual(wrap('リリースプロセス', 14), ['リリース', 'プロセス']);
  });
});
