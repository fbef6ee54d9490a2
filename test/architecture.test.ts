import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { practices, sections } from '../src/practices/index.ts';
import { readAllExamples } from './examples.ts';

const listBelow = (folder: string, ending: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => `${folder}/${file.split(path.sep).join('/')}`)
    .filter((file) => file.endsWith(ending));

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

const sources = listBelow('src', '.ts');
const imports: Import[] = sources.flatMap((from) =>
  [...readFileSync(from, 'utf8').matchAll(/^(?:import|export)\s+(type\s)?[^;]*?from '([^']+)';/gms)].map(
    ([, type, to = '']) => ({
      from,
      to: to.startsWith('.') ? path.posix.join(path.posix.dirname(from), to) : to,
      typeOnly: type !== undefined,
    }),
  ),
);

describe('architecture', () => {
  it('imports vscode only in src/editor', () => {
    assert.deepEqual(
      imports.filter(({ from, to }) => to === 'vscode' && !from.startsWith('src/editor/')),
      [],
    );
  });

  it('imports Node only where files are read and on the command line', () => {
    const allowed = (from: string) => from === 'src/files/node.ts' || from.startsWith('src/cli/');
    assert.deepEqual(
      imports.filter(({ from, to }) => to.startsWith('node:') && !allowed(from)),
      [],
    );
  });

  it('lets each room know only those below it', () => {
    const order = [
      'text.ts',
      'files',
      'formats',
      'signals',
      'practices',
      'hints',
      'guide',
      'assessment',
      'scaffolds',
      'report',
      'cli',
      'editor',
    ];
    const room = (file: string) => order.indexOf(file.split('/')[1] ?? '');
    const upwards = imports.filter(
      ({ from, to }) => to.startsWith('src/') && room(to) > room(from) && !(to === 'src/content.d.ts'),
    );
    assert.deepEqual(upwards, []);
    assert.deepEqual(
      imports.filter(({ from, to }) => from.startsWith('src/editor') && to.startsWith('src/cli')),
      [],
    );
  });

  it('has no import cycles, types left out', () => {
    const next = new Map<string, string[]>();
    for (const { from, to, typeOnly } of imports)
      if (!typeOnly && to.startsWith('src/')) next.set(from, [...(next.get(from) ?? []), to]);
    const done = new Set<string>();
    const walk = (file: string, trail: readonly string[]): void => {
      assert.ok(!trail.includes(file), `cycle: ${[...trail, file].join(' → ')}`);
      if (done.has(file)) return;
      for (const to of next.get(file) ?? []) walk(to, [...trail, file]);
      done.add(file);
    };
    for (const file of sources) walk(file, []);
  });

  it('has every practice of a folder in the index, numbered 1 to 60', () => {
    const files = listBelow('src/practices', '.ts').flatMap(
      (file) => /^src\/practices\/(.+\/.+)\.ts$/.exec(file)?.[1] ?? [],
    );
    assert.deepEqual(practices.map(({ id }) => id).sort(), files.sort());
    assert.deepEqual(
      practices.map(({ number }) => number),
      Array.from({ length: 60 }, (_, index) => index + 1),
    );
    assert.deepEqual(
      practices.filter(
        ({ id }, index) =>
          !id.startsWith(
            `${sections.find(({ groups }) => groups.some((group) => group.practices.includes(practices[index] as never)))?.id}/`,
          ),
      ),
      [],
    );
  });

  it('has pages in both languages and examples for every practice', () => {
    const examples = readAllExamples();
    for (const { id, mode } of practices) {
      for (const language of ['en', 'ja'])
        assert.ok(existsSync(`content/practices/${id}.${language}.md`), `${id} has a page (${language})`);
      const verdicts = examples.filter(({ practice }) => practice === id).map(({ verdict }) => verdict);
      const wanted = mode === 'attest' ? ['unanswered'] : ['met', 'unmet'];
      for (const verdict of wanted)
        assert.ok(verdicts.includes(verdict), `${id} has an example that is ${verdict}`);
    }
    assert.deepEqual(
      examples.filter(({ practice }) => !practices.some(({ id }) => id === practice)),
      [],
    );
  });
});
