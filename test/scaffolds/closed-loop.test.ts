import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DockerfileParser } from 'dockerfile-ast';
import { parse as parseToml } from 'smol-toml';
import { parseAllDocuments } from 'yaml';
import { assess, assessmentSignals } from '../../src/assessment/assess.ts';
import { takeSnapshot } from '../../src/assessment/snapshot.ts';
import { memoryFiles } from '../../src/files/memory.ts';
import { nodeFiles } from '../../src/files/node.ts';
import { practices } from '../../src/practices/index.ts';
import { scaffolds } from '../../src/scaffolds/index.ts';
import { fitsIn, planScaffold, questionsOf } from '../../src/scaffolds/plan.ts';
import type { Change, Scaffold } from '../../src/scaffolds/scaffold.ts';
import { today } from '../assess.ts';
import { validateDocument, validateOwners, validateRuleset } from './documents.ts';
import { type Shape, shapes } from './shapes.ts';
import { holdAgainstValidators } from './validators.ts';

const content = nodeFiles(process.cwd(), { git: false });
const rank = ['unmet', 'partial', 'met'];
/** All Python and Terraform that was generated, by a name for each: programs hold it against themselves at the end. */
const generated = new Map<string, string>();

/** Writes what was generated into a folder of its own; paths are relative to it. */
function writeGenerated(pattern: RegExp) {
  const folder = mkdtempSync(path.join(tmpdir(), 'scaffolds-'));
  const written = [...generated].filter(([name]) => pattern.test(name));
  for (const [name, content] of written) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  return { folder, files: written.map(([name]) => name), remove: () => rmSync(folder, { recursive: true }) };
}

async function look({ files, history }: Shape) {
  const on = memoryFiles(files, { history });
  const snapshot = await takeSnapshot(on, assessmentSignals);
  return { on, snapshot, before: assess(snapshot, today) };
}

const looks = new Map<Shape, ReturnType<typeof look>>();

async function plan(scaffold: Scaffold, shape: Shape) {
  const seen = looks.get(shape) ?? look(shape);
  if (Object.values(shapes).includes(shape)) looks.set(shape, seen);
  const { on, snapshot, before } = await seen;
  if (!fitsIn(scaffold, snapshot)) return { plan: { changes: [] }, before, fits: false };
  // Somebody who is asked takes the first that is offered; where nothing is, a name of their own.
  const choices = Object.fromEntries(
    questionsOf(scaffold, snapshot).map(({ key, value, choices }) => [
      key,
      value ?? choices[0]?.value ?? 'train.py',
    ]),
  );
  return {
    plan: await planScaffold(scaffold, snapshot, on, content, choices),
    before,
    fits: true,
  };
}

const apply = (files: Shape['files'], changes: readonly Change[]) => ({
  ...files,
  ...Object.fromEntries(changes.map(({ path, content }) => [path, content])),
});

const undo = (files: Shape['files'], changes: readonly Change[]) => {
  const undone = new Map(Object.entries(files));
  for (const change of changes)
    if (change.kind === 'create') undone.delete(change.path);
    else undone.set(change.path, change.before);
  return Object.fromEntries(undone);
};

/** Documents that people have to finish: as they come, they prove nothing. */
const unfinished = new Set([
  'api-document',
  'architecture-document',
  'contributing',
  'data-card',
  'data-dictionary',
  'decision-record',
  'model-card',
  'pull-request-template',
  'retraining-strategy',
  'risk-assessment',
  'rollback-runbook',
]);

describe('scaffolds close the loop', () => {
  for (const scaffold of scaffolds) {
    for (const [name, shape] of Object.entries(shapes)) {
      it(`${scaffold.id}: ${name}`, async () => {
        const { plan: first, before, fits } = await plan(scaffold, shape);
        if (!fits) return;
        const files = apply(shape.files, first.changes);
        const after = assess(
          await takeSnapshot(memoryFiles(files, { history: shape.history }), assessmentSignals),
          today,
        );
        const named = practices
          .filter(({ scaffolds }) => scaffolds.includes(scaffold.id))
          .map(({ id }) => id);
        const turned = before.results.flatMap((result, index) => {
          const now = after.results[index];
          const [was, is] = [rank.indexOf(result.verdict), rank.indexOf(now?.verdict ?? '')];
          assert.ok(
            is >= was || was < 0,
            `${result.practice.id} was ${result.verdict}, and is ${now?.verdict}`,
          );
          return is > was ? [result.practice.id] : [];
        });
        const missing = before.results.filter(
          ({ practice, verdict }) => named.includes(practice.id) && verdict === 'unmet',
        );
        const improves = missing.length === 0 || turned.some((id) => named.includes(id));
        assert.ok(improves, `one of ${named} improves; ${turned} did`);
        if (unfinished.has(scaffold.id))
          for (const id of turned)
            assert.equal(after.results.find(({ practice }) => practice.id === id)?.verdict, 'partial', id);
        assert.deepEqual(after.unread, []);
        assert.deepEqual(undo(files, first.changes), shape.files, 'undone, it is byte for byte as it was');
        for (const change of first.changes) {
          await validate(change, files);
          if (/\.(py|tf)$/.test(change.path))
            generated.set(`${scaffold.id}/${name}/${change.path}`, change.content);
        }
        const { plan: second } = await plan(scaffold, { ...shape, files });
        assert.deepEqual(second.changes, [], 'a second time changes nothing');
      });
    }
  }

  it('write Python that compiles', function () {
    const python = spawnSync('python3', ['--version']);
    if (python.status !== 0) {
      console.log('Generated Python is not compiled: there is no python3 here.');
      this.skip();
    }
    const { folder, files, remove } = writeGenerated(/\.py$/);
    const compiled = spawnSync('python3', ['-m', 'py_compile', ...files], { cwd: folder, encoding: 'utf8' });
    assert.equal(compiled.stderr, '');
    assert.equal(compiled.status, 0);
    remove();
  });

  it('write Terraform that is valid', function () {
    const { folder, files, remove } = writeGenerated(/^terraform\/.*\.tf$/);
    const run = (where: string, ...args: string[]) =>
      spawnSync('terraform', [...args, '-no-color'], { cwd: path.join(folder, where), encoding: 'utf8' });
    try {
      for (const where of new Set(files.map((file) => path.dirname(file)))) {
        // It needs the schemas of the providers, which come from a registry.
        if (run(where, 'init', '-backend=false', '-input=false').status !== 0) {
          console.log('Generated Terraform is not validated: there is no Terraform here, or no registry.');
          this.skip();
        }
        const { status, stdout, stderr } = run(where, 'validate');
        assert.equal(status, 0, `${where}: ${stdout}${stderr}`);
      }
    } finally {
      remove();
    }
  });

  it('name every scaffold in a practice, and no other', () => {
    const named = new Set(practices.flatMap(({ scaffolds }) => scaffolds));
    assert.deepEqual([...named].sort(), scaffolds.map(({ id }) => id).sort());
  });
});

/** The generated file passes the parser of its format, and pins what it uses. */
async function validate({ path, content }: Change, files: Shape['files']): Promise<void> {
  assert.ok(!/<%|%>|undefined|\[object|TODO|\bNaN\b/.test(content), `${path} is filled in:\n${content}`);
  if (/\.ya?ml$/.test(path)) {
    for (const document of parseAllDocuments(content)) assert.deepEqual(document.errors, [], path);
    for (const [, action = ''] of content.matchAll(/uses: (\S+)/g))
      assert.match(action, /@[0-9a-f]{40}$/, `${path} pins ${action}`);
  }
  if (path.endsWith('.toml')) parseToml(content);
  await holdAgainstValidators(path, content);
  if (path.endsWith('.json')) JSON.parse(content);
  if (path.includes('/rulesets/')) validateRuleset(content);
  if (path.endsWith('CODEOWNERS')) validateOwners(content);
  if (path.endsWith('.md')) validateDocument(path, content, files);
  if (path.endsWith('Dockerfile')) {
    const file = DockerfileParser.parse(content);
    for (const from of file.getFROMs())
      assert.ok(from.getImageTag() && from.getImageTag() !== 'latest', `${from.getImage()} has a version`);
    assert.ok(file.getFROMs().length >= 2, 'several stages');
    assert.match(content, /^USER app$/m);
    assert.equal(file.getCMDs().length, 1);
  }
}
