import { say } from '../text.ts';
import { simpleCommands, type Words } from './ci/shell.ts';
import { container } from './container.ts';
import { listed, lock } from './listing.ts';
import { type Dependency, type Manifest, manifest } from './manifest.ts';
import { derived, type Evidence, fromFiles, type Place } from './signal.ts';
import { type Role, tools } from './tool/catalogue.ts';

/** The packages of the tools that have one of some roles. */
const packagesOf = (...roles: readonly Role[]): ReadonlySet<string> =>
  new Set(
    tools
      .filter((tool) => roles.some((role) => role in tool.roles))
      .flatMap(({ packages }) => packages ?? []),
  );
const working = packagesOf('ml-library', 'data-processing', 'web-framework');

/** Manifests of the work itself: not of documentation, tests or tooling alone. */
export const projectManifest = derived({ manifest }, ({ manifest }): Manifest[] => {
  const own = manifest.filter(
    ({ path, ecosystem, dependencies }) =>
      ecosystem !== 'node' &&
      dependencies.length > 0 &&
      !/(^|\/)(docs?|tests?|test_\w+|\w*fixtures?|notebooks?|\.github|ci|scripts)\//i.test(path) &&
      !/(doc|test|dev|lint)[^/]*\.(txt|in|ya?ml)$/i.test(path),
  );
  const central = own.filter(({ dependencies }) => dependencies.some(({ name }) => working.has(name)));
  return central.length > 0 ? central : own.filter(({ path }) => !path.includes('/'));
});

/** A Nix file without a lock that says which packages it takes. */
const nixPin = fromFiles<Place>({
  reads: ['**/{shell,default,devenv}.nix', '**/{nix,npins}/sources.json'],
  mentions:
    /fetch(Tarball|FromGitHub|Git|url)[\s\S]*\b(sha256|rev|hash)\b|nixpkgs\/archive\/[0-9a-f]{7,40}|"rev"/,
  *parse({ path }) {
    yield { path, line: 1 };
  },
});

/** What fixes every version of a software environment, so that it can be built again. */
export const pinnedEnvironment = derived(
  { projectManifest, lock, listed, nixPin, container },
  ({ projectManifest, lock, listed, nixPin, container }): Evidence[] => {
    const locks = lock
      .filter(({ path }) => !/(^|\/)docs?\//.test(path))
      .map((one) => ({ ...one, note: say`locks the environment (${one.tool})` }));
    const whole = projectManifest.filter((one) => runtime(one).every((dependency) => dependency.pinned));
    const pinned = whole.filter(
      (one) => !projectManifest.some((other) => !whole.includes(other) && outweighs(other, one, whole)),
    );
    const manifests = pinned.map((one) => ({
      ...one,
      note: say`pins all ${runtime(one).length} dependencies`,
    }));
    const nix = [
      ...listed.filter(({ name }) => /(^|\/)(flake\.nix|manifest\.scm|guix\.scm)$/.test(name)),
      ...nixPin,
    ].map((one) => ({ ...one, note: say`describes the environment` }));
    const files = new Set(pinned.map(({ path }) => path.split('/').at(-1) ?? path));
    const images = container
      .filter(({ bases, commands }) => {
        const installed = commands.flatMap(({ text }) => simpleCommands(text)).flatMap(installs);
        return (
          bases.length > 0 &&
          bases.every((base) => base.pinned) &&
          installed.length > 0 &&
          installed.every(({ file, pinned }) => pinned || (file !== undefined && files.has(file)))
        );
      })
      .map((one) => ({ ...one, note: say`pins its base and its dependencies` }));
    return [...locks, ...manifests, ...nix, ...images];
  },
);

const folderOf = (path: string) => path.slice(0, path.lastIndexOf('/') + 1);

/** Whether a manifest leaves more open than another beside it pins, and nothing else there pins the same. */
function outweighs(open: Manifest, pinned: Manifest, whole: readonly Manifest[]): boolean {
  if (folderOf(open.path) !== folderOf(pinned.path)) return false;
  const known = new Set(
    whole
      .filter(({ path }) => folderOf(path) === folderOf(open.path))
      .flatMap(({ dependencies }) => dependencies.map(({ name }) => name)),
  );
  const left = runtime(open).filter((one) => !one.pinned && !known.has(one.name) && working.has(one.name));
  return left.length > runtime(pinned).length;
}

/** What is needed to run: everything, where all of it is for development. */
function runtime({ dependencies }: Manifest): readonly Dependency[] {
  const needed = dependencies.filter(({ optional }) => !optional);
  return needed.length > 0 ? needed : dependencies;
}

/** Something that a command installs: a package, or those of a file. */
interface Installed {
  readonly pinned: boolean;
  readonly file?: string;
}

const withValue =
  /^(-i|-f|-c|-t|-n|-p|--(index-url|extra-index-url|find-links|constraint|target|prefix|name|channel|python|timeout|trusted-host|platform|root))$/;

/** What `pip install`, `uv pip install` or `conda install` bring. The tools for it are left out. */
function installs(words: Words): Installed[] {
  const program = words[0]?.split('/').at(-1) ?? '';
  const conda = /^(conda|mamba|micromamba)$/.test(program);
  const at = /^(pip[\d.]*|uv|conda|mamba|micromamba)$/.test(program) ? words.indexOf('install') : -1;
  if (at < 0 || (program === 'uv' && words[1] !== 'pip')) return [];
  const rest = words.slice(at + 1);
  return rest.flatMap((word, index): Installed[] => {
    const before = rest[index - 1] ?? '';
    if (/^(-r|--requirement|--file)$/.test(before))
      return [{ pinned: false, file: word.split('/').at(-1) ?? word }];
    if (word.startsWith('-') || withValue.test(before)) return [];
    if (/^(pip|setuptools|wheel|uv|poetry|pdm)\b/.test(word) || (conda && /^python\b/.test(word))) return [];
    // A package that is built here brings what it depends on, at any version.
    if (/\.(whl|tar\.gz)$/.test(word) && !word.includes('://')) return [];
    const fixed = conda
      ? /^[\w.:-]+=+\d[\w.]*\.\d+(=|$)/
      : /^[\w.-]+(\[[\w,-]+\])?={2,3}\d[^*]*$|@[0-9a-f]{7,40}(#|$)|\.whl$/;
    return [{ pinned: fixed.test(word) }];
  });
}

/** What notebooks install for themselves. */
const notebookInstall = fromFiles<Evidence>({
  reads: ['**/*.ipynb'],
  mentions: /\b(pip3?|conda|mamba|uv)\s+install\b|\buv pip install\b/,
  *parse({ path, notebook }) {
    const found = notebook().commands.find(({ text }) =>
      simpleCommands(text)
        .flatMap(installs)
        .some(({ pinned, file }) => !pinned && file === undefined),
    );
    if (found) yield { path, line: found.line, note: say`leaves versions open: ${found.text.slice(0, 80)}` };
  },
});

/** What scripts in R install for themselves, at the newest version. */
const scriptInstall = fromFiles<Evidence>({
  reads: ['**/*.{R,r,Rmd,rmd}'],
  mentions: /\b(install\.packages|install_github|p_load)\s*\(/,
  *parse({ path, text }) {
    const lines = text.split(/\r?\n/).map((line) => line.replace(/#.*$/, ''));
    const at = lines.findIndex((line) => /\b(install\.packages|install_github|p_load)\s*\(/.test(line));
    if (at >= 0)
      yield { path, line: at + 1, note: say`leaves versions open: ${(lines[at] ?? '').trim().slice(0, 80)}` };
  },
});

/** What notebooks and scripts install for themselves, without a version. */
export const looseInstall = derived(
  { notebookInstall, scriptInstall },
  ({ notebookInstall, scriptInstall }): Evidence[] => [...notebookInstall, ...scriptInstall],
);

const learning = packagesOf('ml-library');

/** Libraries for machine learning that a lock file holds because something else needs them. */
export const lockedLibrary = fromFiles<Evidence>({
  reads: ['**/{uv,poetry,pdm}.lock'],
  mentions: /^name = "(scikit-learn|torch|tensorflow|keras|xgboost|lightgbm|catboost|transformers)"/m,
  *parse({ path, toml }) {
    const found = toml()
      .get('package')
      ?.items.map((one) => one.get('name'))
      .find((name) => name?.text && learning.has(name.text));
    if (found) yield { path, line: found.line, note: say`locks ${found.text ?? ''}` };
  },
});
