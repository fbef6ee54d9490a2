import { rangeInLine } from '../formats/lines.ts';
import { lock } from '../signals/listing.ts';
import { type Dependency, manifest } from '../signals/manifest.ts';
import { say } from '../text.ts';
import { hint } from './hint.ts';
import { behind, isOwn, textOf } from './place.ts';

const folderOf = (path: string) => path.slice(0, path.lastIndexOf('/') + 1);
const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1);

/** Not the `.in` files that pip-tools compiles. https://pip.pypa.io/en/stable/topics/repeatable-installs/ */
const requirementFile = textOf(
  '**/*requirements*.txt',
  '**/requirements/*.txt',
  '**/*environment*.{yml,yaml}',
);
const packaging = textOf('**/setup.{py,cfg}', '**/pyproject.toml');

export default hint({
  id: 'unpinned-requirement',
  practice: 'traceability/environment-as-code',
  title: say`Requirement without a version`,
  quiet: true,
  signals: { manifest, lock, requirementFile, packaging },
  *find({ manifest, lock, requirementFile, packaging }) {
    const versions = pinnedVersions(manifest.flatMap(({ dependencies }) => dependencies));
    for (const { path, text } of requirementFile) {
      const folder = folderOf(path);
      const locked =
        lock.some((one) => folder.startsWith(folderOf(one.path))) || /^\s*(-c|--constraint)\b/m.test(text);
      // What a package says it needs is for those who install it to pin.
      const packaged = packaging.some(
        (one) => folder.startsWith(folderOf(one.path)) && one.text.includes(nameOf(path)),
      );
      if (locked || packaged || !isOwn(path)) continue;
      const open = manifest
        .filter((one) => one.path === path && /^(python|conda)$/.test(one.ecosystem))
        .flatMap(({ dependencies }) => dependencies)
        .filter(({ specifier, optional }) => !optional && /^\*?$/.test(specifier));
      for (const { name, line } of open) {
        const written = writtenName(text, line, name);
        const range = rangeInLine(text, line, written);
        const version = versions.get(name);
        const note = say`${written} has no version, so the environment changes whenever it is built.`;
        const fix = version && {
          title: say`Pin ${written} to ${version}, as elsewhere in this repository`,
          edits: [{ range: behind(range), text: `==${version}` }],
        };
        yield { path, range, note, ...(fix && { fix }) };
      }
    }
  },
});

/** A requirement as it is written, with its extras. */
const writtenName = (text: string, line: number, name: string): string =>
  /[A-Za-z0-9][\w.-]*(\s*\[[^\]]*\])?/.exec(
    (text.split('\n')[line - 1] ?? '').replace(/^\s*-\s*/, ''),
  )?.[0] ?? name;

/** The versions of packages that are pinned to one and the same wherever they are. */
function pinnedVersions(dependencies: readonly Dependency[]): ReadonlyMap<string, string> {
  const found = new Map<string, Set<string>>();
  for (const { name, specifier, pinned } of dependencies) {
    const version = pinned && /^={2,3}\s*(\S+)$/.exec(specifier)?.[1];
    if (version) found.set(name, new Set([...(found.get(name) ?? []), version]));
  }
  return new Map(
    [...found].flatMap(([name, [only, ...more]]) => (only && more.length === 0 ? [[name, only]] : [])),
  );
}
