// Holds the verdicts against labels that reviewers gave: `npm run accuracy -- CHECKOUTS [LABELS] [--practices] [--differences]`. CHECKOUTS holds a git
// work tree for each labelled repository, as `owner+name`; nothing is fetched. Rows that two careful reviewers could
// see differently are left out of every figure.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { install } from './install.mjs';

install();
const { parse } = await import('yaml');
const { build } = await import('./build.mjs');

const root = path.join(import.meta.dirname, '..');
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { practices: { type: 'boolean' }, differences: { type: 'boolean' } },
});
const [checkouts, labels = path.join(root, 'test', 'accuracy', 'labels')] = positionals;
if (!checkouts || !existsSync(checkouts)) {
  console.error(
    'Name the folder of the checkouts: npm run accuracy -- DIR. test/accuracy/README.md tells which they are.',
  );
  process.exit(2);
}
await build();

/** @typedef {{ repository: string, half: string, number: number, id: string, label: string, tool: string, why: string, seen: string }} Row */

const arguable = (/** @type {unknown} */ value) => typeof value === 'string' && value.includes('arguable');

/** @param {string} folder @returns {any} */
function scan(folder) {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [path.join(root, 'dist', 'cli.js'), 'scan', folder, '--format', 'json'],
    { encoding: 'utf8', maxBuffer: 1 << 28 },
  );
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

/** @type {Row[]} */ const rows = [];
/** @type {{ repository: string, half: string, flag: string, label: boolean, tool: boolean }[]} */ const flags =
  [];
/** @type {{ repository: string, half: string, label: number | null, tool: number | null }[]} */ const levels =
  [];
for (const file of (await readdir(labels)).filter((name) => name.endsWith('.yaml')).sort()) {
  const label = parse(await readFile(path.join(labels, file), 'utf8'));
  const folder = path.join(checkouts, file.replace(/\.yaml$/, ''));
  if (!existsSync(folder)) {
    console.log(`${label.repository}: there is no checkout at ${folder}; left out.`);
    continue;
  }
  const report = scan(folder);
  if (report.commit !== label.commit)
    console.log(`${label.repository}: labelled at ${label.commit}, checked out at ${report.commit}.`);
  const base = { repository: label.repository, half: label.half };
  for (const [flag, value] of Object.entries(label.flags)) {
    if (!arguable(value)) flags.push({ ...base, flag, label: value === true, tool: report.flags[flag] });
  }
  levels.push({ ...base, label: label.level, tool: report.level.overall });
  const unsure = Object.values(label.flags).some(arguable);
  for (const practice of report.practices) {
    const given =
      label.practices === 'not-applicable' ? { verdict: 'not-applicable' } : label.practices[practice.number];
    if (!given || given.arguable) continue;
    const applies = (/** @type {string} */ verdict) => verdict !== 'not-applicable';
    // Whether the practice applies at all hangs on a flag that is arguable itself.
    if (unsure && applies(given.verdict) !== applies(practice.verdict)) continue;
    const seen = practice.evidence
      .slice(0, 2)
      .map((/** @type {any} */ one) => `${one.path}:${one.line} ${one.note}`)
      .join('; ');
    rows.push({
      ...base,
      number: practice.number,
      id: practice.id,
      label: given.verdict,
      tool: practice.verdict,
      why: given.why ?? '',
      seen,
    });
  }
}

const share = (/** @type {number} */ part, /** @type {number} */ of) =>
  of === 0 ? '–' : `${((100 * part) / of).toFixed(1)} %`;

/** @param {Row[]} of */
function figures(of) {
  const said = of.filter(({ tool }) => tool === 'met');
  const true_ = of.filter(({ label }) => label === 'met');
  const both = said.filter(({ label }) => label === 'met').length;
  const applicable = of.filter(({ label }) => label !== 'not-applicable');
  const agreed = applicable.filter(({ label, tool }) => label === tool).length;
  return {
    precision: share(both, said.length),
    recall: share(both, true_.length),
    agreement: share(agreed, applicable.length),
    rows: applicable.length,
  };
}

const line = (
  /** @type {string} */ name,
  /** @type {ReturnType<typeof figures>} */ { precision, recall, agreement, rows },
) =>
  `${name.padEnd(44)} ${precision.padStart(9)} ${recall.padStart(9)} ${agreement.padStart(10)} ${String(rows).padStart(6)}`;

console.log(`\n${''.padEnd(44)} precision    recall  agreement   rows`);
console.log(`${''.padEnd(44)}    of met    of met      exact`);
for (const half of [...new Set(rows.map((row) => row.half))].sort())
  console.log(line(half ?? 'unassigned', figures(rows.filter((row) => row.half === half))));
console.log(line('all', figures(rows)));
console.log();
for (const repository of new Set(rows.map((row) => row.repository)))
  console.log(line(repository, figures(rows.filter((row) => row.repository === repository))));
const right = flags.filter(({ label, tool }) => label === tool).length;
const near = levels.filter(
  ({ label, tool }) => label === tool || (label !== null && tool !== null && Math.abs(label - tool) <= 1),
).length;
console.log(
  `\nflags right ${right} of ${flags.length}; level within one ${near} of ${levels.length}, exact ${levels.filter(({ label, tool }) => label === tool).length}`,
);
if (options.practices) {
  for (const id of new Set(rows.map((row) => row.id)))
    console.log(line(id, figures(rows.filter((row) => row.id === id))));
}
// Those of the held-out half are not shown, so that nobody tunes to them.
const tuned = (/** @type {{ half: string }} */ { half }) => half === 'tuned';
const differs = (/** @type {{ label: unknown, tool: unknown }} */ { label, tool }) => label !== tool;
if (options.differences) {
  for (const { repository, number, label, tool, why, seen } of rows.filter(tuned).filter(differs)) {
    console.log(
      `\n${repository} ${number}: labelled ${label}, judged ${tool}\n  label: ${why}\n  seen:  ${seen}`,
    );
  }
  for (const one of flags.filter(tuned).filter(differs))
    console.log(`\n${one.repository} ${one.flag}: labelled ${one.label}, judged ${one.tool}`);
  for (const one of levels.filter(tuned).filter(differs))
    console.log(`\n${one.repository} level: labelled ${one.label}, judged ${one.tool}`);
}
