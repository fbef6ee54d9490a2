import assert from 'node:assert/strict';
import { type MarkupDocument, readMarkdown } from '../../src/formats/markup.ts';
import { readRestructuredText } from '../../src/formats/restructuredText.ts';

const markdown = (...lines: string[]) => readMarkdown(`${lines.join('\n')}\n`);
const restructured = (...lines: string[]) => readRestructuredText(`${lines.join('\n')}\n`);

/** Title, level and line of each section, but for an empty one before the first heading. */
const headings = ({ sections }: MarkupDocument) =>
  sections.slice(1).map(({ title, level, line }) => [title, level, line]);
const section = ({ sections }: MarkupDocument, title: string) => {
  const found = sections.find((one) => one.title === title);
  assert.ok(found, `there is a section “${title}”; seen: ${sections.map((one) => one.title).join(', ')}`);
  return found;
};

describe('Markdown', () => {
  it('reads sections by heading, with what stands before the first', () => {
    const document = markdown(
      'Hello.',
      '',
      '# Churn',
      '',
      'Who leaves?',
      '',
      '## Data ##',
      '',
      'Rows',
      '----',
      'x',
    );
    assert.deepEqual(headings(document), [
      ['Churn', 1, 3],
      ['Data', 2, 7],
      ['Rows', 2, 9],
    ]);
    assert.deepEqual(
      document.sections.map(({ text }) => text),
      ['Hello.', 'Who leaves?', '', 'x'],
    );
  });

  it('counts lines below front matter, and gives its values', () => {
    const document = markdown('---', 'license: mit', 'metrics: [f1]', '---', '# Card', 'text');
    assert.deepEqual(document.data?.get('metrics')?.texts, ['f1']);
    assert.deepEqual(headings(document), [['Card', 1, 5]]);
  });

  it('leaves out front matter that is no YAML, and takes a rule for a rule', () => {
    const broken = markdown('---', 'a: [1', '---', '# Card');
    assert.equal(broken.data, undefined);
    assert.deepEqual(headings(broken), [['Card', 1, 4]]);
    const rule = markdown('text', '', '---', '', '# Card');
    assert.equal(rule.data, undefined);
    assert.deepEqual(headings(rule), [['Card', 1, 5]]);
    assert.deepEqual(headings(readMarkdown('---\r\na: 1\r\n---\r\n# Card\r\n')), [['Card', 1, 4]]);
  });

  it('takes nothing in a fence for a heading, a comment or text', () => {
    const document = markdown(
      '# Use',
      '```bash',
      '# install',
      'pip install x',
      '```',
      '',
      '    # indented',
      '',
      'end',
    );
    assert.deepEqual(headings(document), [['Use', 1, 1]]);
    const { fences, text } = section(document, 'Use');
    assert.deepEqual(
      fences.map(({ language, line }) => [language, line]),
      [
        ['bash', 2],
        ['', 7],
      ],
    );
    assert.match(fences[0]?.text ?? '', /pip install/);
    assert.equal(text, 'end');
  });

  it('keeps the words of headings and paragraphs, without marks and addresses', () => {
    const document = markdown(
      '# The **`train`** [step](train.md) {#train}',
      '',
      'See [docs](https://x.org/kpi), `code` & *more*.',
    );
    const found = section(document, 'The train step');
    assert.equal(found.text, 'See docs, code & more.');
    assert.deepEqual(found.links, ['https://x.org/kpi']);
  });

  it('reads tables: where they start, their headers and their rows', () => {
    const document = markdown(
      '# Columns',
      '',
      '| Name | Meaning |',
      '|---|:--:|',
      '| age | in **years** |',
      '| plan | |',
    );
    const [table] = section(document, 'Columns').tables;
    assert.equal(table?.line, 3);
    assert.deepEqual(table?.header, ['Name', 'Meaning']);
    assert.deepEqual(table?.rows, [
      ['age', 'in years'],
      ['plan', ''],
    ]);
    assert.match(section(document, 'Columns').text, /age.*years/);
  });

  it('finds images with their lines', () => {
    const document = markdown(
      '# A',
      '',
      'Look: ![The system](docs/system.svg "x")',
      '',
      '<img alt="Flow" src="flow.png">',
    );
    assert.deepEqual(section(document, 'A').images, [
      { line: 3, source: 'docs/system.svg', text: 'The system' },
      { line: 5, source: 'flow.png', text: 'Flow' },
    ]);
  });

  it('reads headings, tables and text in HTML', () => {
    const document = markdown(
      '<div align="center">',
      '<h1 id="x">Churn <em>API</em></h1>',
      '<p>Who leaves?</p>',
      '</div>',
      '',
      '<h2>Team</h2>',
      '<table><tr><th>Who</th><th>What</th></tr><tr><td>Yui</td><td>Models</td></tr></table>',
    );
    const titles = document.sections.slice(1).map(({ title, level }) => [title.replace(/\s+/g, ' '), level]);
    assert.deepEqual(titles, [
      ['Churn API', 1],
      ['Team', 2],
    ]);
    assert.match(document.sections[1]?.text ?? '', /Who leaves\?/);
    assert.deepEqual(document.sections[2]?.tables[0]?.rows, [['Yui', 'Models']]);
  });

  it('does not see what is commented out', () => {
    const document = markdown(
      '# A',
      '<!-- ## Team',
      'Yui Tanaka',
      '-->',
      'text <!-- hidden --> here',
      '',
      '<!-- open',
    );
    assert.deepEqual(headings(document), [['A', 1, 1]]);
    assert.match(section(document, 'A').text, /^text\s+here$/);
  });

  it('keeps lines apart, which may say different things', () => {
    assert.equal(
      section(markdown('# A', 'one', 'two  ', 'three', '- four', '- five'), 'A').text,
      'one\ntwo\nthree\nfour\nfive',
    );
  });

  it('takes a short paragraph in bold type for a heading of the lowest kind', () => {
    const document = markdown('# A', '', '**Team**', '', 'Yui', '', 'A **bold** word.');
    assert.deepEqual(headings(document), [
      ['A', 1, 1],
      ['Team', 7, 3],
    ]);
  });

  it('reads Japanese', () => {
    const document = markdown('# 概要', '', '解約しそうな顧客を予測する。', '', '## データ');
    assert.deepEqual(headings(document), [
      ['概要', 1, 1],
      ['データ', 2, 5],
    ]);
    assert.equal(section(document, '概要').text, '解約しそうな顧客を予測する。');
  });

  it('is one empty section where there is nothing', () => {
    assert.deepEqual(
      readMarkdown('').sections.map(({ title, text }) => [title, text]),
      [['', '']],
    );
  });
});

describe('reStructuredText', () => {
  it('gives levels to marks in the order in which they come', () => {
    const document = restructured(
      'Churn',
      '=====',
      '',
      'Who leaves?',
      '',
      'Data',
      '----',
      '',
      'Rows',
      '~~~~',
      '',
      'Team',
      '----',
    );
    assert.deepEqual(headings(document), [
      ['Churn', 1, 1],
      ['Data', 2, 6],
      ['Rows', 3, 9],
      ['Team', 2, 12],
    ]);
    assert.equal(section(document, 'Churn').text.trim(), 'Who leaves?');
  });

  it('knows a line above and below from one below alone', () => {
    const document = restructured(
      '=======',
      ' Churn',
      '=======',
      '',
      'Data',
      '====',
      '',
      'text',
      '',
      'Rows',
      '----',
    );
    assert.deepEqual(headings(document), [
      ['Churn', 1, 2],
      ['Data', 2, 5],
      ['Rows', 3, 10],
    ]);
    assert.equal(document.sections[0]?.text.trim(), '');
  });

  it('takes short lines and rules for what they are', () => {
    const document = restructured('Not a heading', '---', '', 'text', '', '----', '', 'more');
    assert.deepEqual(headings(document), []);
  });

  it('reads directives: code, images, notes', () => {
    const document = restructured(
      'Use',
      '===',
      '.. code-block:: python',
      '   :linenos:',
      '',
      '   # Team',
      '   train()',
      '',
      '.. figure:: docs/system.png',
      '   :alt: The system',
      '',
      '.. note:: The model is old.',
      '',
      '.. automodule:: churn',
      '   :members:',
      '',
      'after',
    );
    const { fences, images, text } = section(document, 'Use');
    assert.deepEqual(
      fences.map(({ language, line }) => [language, line]),
      [
        ['python', 3],
        ['automodule', 14],
      ],
    );
    assert.match(fences[0]?.text ?? '', /train\(\)/);
    assert.deepEqual(images, [{ line: 9, source: 'docs/system.png', text: 'The system' }]);
    assert.match(text, /The model is old\./);
    assert.match(text, /after/);
    assert.doesNotMatch(text, /Team|members/);
  });

  it('leaves out comments and targets, and keeps the words of links and roles', () => {
    const document = restructured(
      'A',
      '=',
      '',
      '.. Team: nobody',
      '   reads this',
      '',
      '.. _here:',
      '',
      '`docs <https://x.org>`_ and :doc:`guide` **now**',
    );
    const { text, links } = document.sections.at(-1) as MarkupDocument['sections'][number];
    assert.doesNotMatch(text, /nobody|reads/);
    assert.match(text, /docs and guide now/);
    assert.deepEqual(links, ['https://x.org']);
  });

  it('reads tables that are drawn, and tables that are lists', () => {
    const document = restructured(
      'Columns',
      '=======',
      '',
      '+------+---------+',
      '| Name | Meaning |',
      '+======+=========+',
      '| age  | years   |',
      '+------+---------+',
      '',
      '.. list-table::',
      '   :header-rows: 1',
      '',
      '   * - Name',
      '     - Meaning',
      '   * - plan',
      '     - tariff',
    );
    const { tables } = section(document, 'Columns');
    assert.deepEqual(
      tables.map(({ header, rows }) => [header, rows]),
      [
        [['Name', 'Meaning'], [['age', 'years']]],
        [['Name', 'Meaning'], [['plan', 'tariff']]],
      ],
    );
  });

  it('reads literal blocks as code', () => {
    const document = restructured('Use', '===', '', 'Run this::', '', '    make train', '', 'then wait');
    const { fences, text } = section(document, 'Use');
    assert.match(fences[0]?.text ?? '', /make train/);
    assert.doesNotMatch(text, /make train/);
    assert.match(text, /Run this:/);
  });
});
