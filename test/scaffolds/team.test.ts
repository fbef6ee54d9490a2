import assert from 'node:assert/strict';
import { assess } from '../../src/assessment/assess.ts';
import { takeSnapshot } from '../../src/assessment/snapshot.ts';
import { memoryFiles } from '../../src/files/memory.ts';
import { nodeFiles } from '../../src/files/node.ts';
import { findOutdated } from '../../src/scaffolds/outdated.ts';
import { helps, planningSignals, planSeries, type Site } from '../../src/scaffolds/series.ts';
import { canBeStamped, stamped, stampOf } from '../../src/scaffolds/stamp.ts';
import { withTeam } from '../../src/scaffolds/team.ts';
import { today } from '../assess.ts';
import { type Shape, shapes } from './shapes.ts';

const content = nodeFiles(process.cwd(), { git: false });
const shape = shapes['uv in a src layout, with an API'] as Shape;

async function siteOf(files: Shape['files'], templates = content): Promise<Site> {
  const on = memoryFiles(files, { history: shape.history });
  const snapshot = await takeSnapshot(on, planningSignals);
  return { snapshot, files: on, content: templates, signals: planningSignals, today };
}

const card = {
  'cost-sheet/scaffold.yaml':
    'title: The cost sheet of our platform\npractices: [monitoring/cost]\nfiles:\n  ops/cost.yaml: sheet.yaml\n  .github/CODEOWNERS: owners\n',
  'cost-sheet/sheet.yaml': 'python: "<%python%>"\nmanager: <%manager%>\nrun: <%test%>\n',
  'cost-sheet/owners': '* @platform\n',
};

describe("a team's own templates", () => {
  it('add a scaffold with the same variables, which helps the practices that it names', async () => {
    const team = await withTeam(content, memoryFiles(card));
    const site = await siteOf(shape.files, team.content);
    const own = team.scaffolds.find(({ id }) => id === 'cost-sheet');
    assert.ok(own && helps(own, assess(site.snapshot, today)));
    const { changes } = await planSeries([own], site, { python: '3.13' });
    const [sheet, owners] = changes;
    assert.equal(sheet?.path, 'ops/cost.yaml');
    assert.match(
      sheet?.content ?? '',
      /^# mlops-guide: cost-sheet@[0-9a-f]{8}\npython: "3\.13"\nmanager: uv\nrun: uv run pytest\n$/,
    );
    assert.equal(owners?.path, '.github/CODEOWNERS');
  });

  it('take the place of a template of the product, and of no other', async () => {
    const team = await withTeam(content, memoryFiles({ 'container/dockerignore': 'ours\n' }));
    const { changes } = await planSeries(
      team.scaffolds.filter(({ id }) => id === 'container'),
      await siteOf(shape.files, team.content),
    );
    const texts = new Map(changes.map(({ path, content: text }) => [path, text]));
    assert.match(texts.get('.dockerignore') ?? '', /^# mlops-guide: container@\S+\nours\n$/);
    assert.match(texts.get('Dockerfile') ?? '', /^# syntax=docker\/dockerfile:1\n# mlops-guide: container@/);
  });

  const mistakes: readonly (readonly [string, RegExp])[] = [
    ['practices: []\nfiles: {a: sheet.yaml}\n', /a title is missing/],
    [
      'title: x\npractices: [monitoring/money]\nfiles: {a: sheet.yaml}\n',
      /“monitoring\/money” is not a practice/,
    ],
    ['title: x\nfiles: {../a: sheet.yaml}\n', /“\.\.\/a” is not a path in the repository/],
    ['title: x\nfiles: {/etc/a: sheet.yaml}\n', /“\/etc\/a” is not a path/],
    ['title: x\nfiles: {.git/hooks/pre-commit: sheet.yaml}\n', /is not a path/],
    ['title: x\nfiles: {a: ../other}\n', /there is no template “\.\.\/other”/],
    ['title: x\n', /it names no files/],
    ['title: [\n', /scaffold\.yaml: is not valid YAML/],
  ];
  for (const [text, message] of mistakes) {
    it(`say what is wrong with themselves: ${message.source}`, async () => {
      const files = memoryFiles({ ...card, 'cost-sheet/scaffold.yaml': text });
      await assert.rejects(withTeam(content, files), { message });
    });
  }
});

describe('generated files', () => {
  it('say which template they are from, where their format has comments', () => {
    const stamp = { scaffold: 'container', version: '0123abcd' };
    for (const path of [
      'Dockerfile',
      'a/b.yml',
      'x.py',
      '.dockerignore',
      'MODEL_CARD.md',
      'devcontainer.json',
    ]) {
      const text = stamped(path, '#!/x\nfirst\n', stamp);
      assert.deepEqual(stampOf(text), stamp, path);
      assert.ok(text.startsWith('#!/x\n'), path);
      assert.ok(canBeStamped(path));
    }
    assert.equal(stamped('ruleset.json', '{}', stamp), '{}');
    assert.match(stamped('CARD.md', '---\nlicense: mit\n---\n', stamp), /^---\nlicense/);
  });

  it('are told when their template has changed, with what they would be now', async () => {
    const ids = ['container', 'continuous-integration', 'pre-commit'];
    const all = (await withTeam(content, memoryFiles({}))).scaffolds;
    const chosen = all.filter(({ id }) => ids.includes(id));
    const { changes } = await planSeries(chosen, await siteOf(shape.files));
    const files: Record<string, string> = { ...shape.files };
    for (const change of changes) files[change.path] = change.content;
    assert.deepEqual(await findOutdated(all, await siteOf(files)), []);

    const path = '.pre-commit-config.yaml';
    const now = files[path] ?? '';
    const old = now.replace(/@[0-9a-f]{8}/, '@00000000').replace(/rev: v\S+/, 'rev: v1.0.0');
    const found = await findOutdated(all, await siteOf({ ...files, [path]: old }));
    assert.deepEqual(found, [{ path, scaffold: 'pre-commit', text: old, content: now }]);
  });
});
