import { say } from '../text.ts';
import { container } from './container.ts';
import { listed, lock } from './listing.ts';
import { type Manifest, manifest } from './manifest.ts';
import { derived, type Evidence } from './signal.ts';
import { tools } from './tool/catalogue.ts';

const working = new Set(
  tools
    .filter(({ roles }) => 'ml-library' in roles || 'data-processing' in roles || 'web-framework' in roles)
    .flatMap(({ packages }) => packages ?? []),
);

/** Manifests of the work itself: not of documentation, tests or tooling alone. */
export const projectManifest = derived({ manifest }, ({ manifest }): Manifest[] => {
  const own = manifest.filter(
    ({ path, ecosystem }) =>
      ecosystem !== 'node' &&
      !/(^|\/)(docs?|tests?|\.github|ci|scripts)\//i.test(path) &&
      !/(doc|test|dev|lint)[^/]*\.(txt|in|ya?ml)$/i.test(path),
  );
  const central = own.filter(
    ({ path, dependencies }) => dependencies.some(({ name }) => working.has(name)) || !path.includes('/'),
  );
  return central.filter(({ dependencies }) => dependencies.length > 0);
});

/** What fixes every version of a software environment, so that it can be built again. */
export const pinnedEnvironment = derived(
  { projectManifest, lock, listed, container },
  ({ projectManifest, lock, listed, container }): Evidence[] => {
    const locks = lock
      .filter(({ path }) => !/(^|\/)docs?\//.test(path))
      .map((one) => ({ ...one, note: say`locks the environment (${one.tool})` }));
    const pinned = projectManifest
      .filter(({ dependencies }) => dependencies.every((dependency) => dependency.pinned))
      .map((one) => ({ ...one, note: say`pins all ${one.dependencies.length} dependencies` }));
    const nix = listed
      .filter(({ name }) => /(^|\/)(flake\.nix|manifest\.scm|guix\.scm)$/.test(name))
      .map((one) => ({ ...one, note: say`describes the environment` }));
    const images = container
      .filter(
        ({ bases, commands }) =>
          bases.length > 0 &&
          bases.every((base) => base.pinned) &&
          installsPinned(commands.map(({ text }) => text)),
      )
      .map((one) => ({ ...one, note: say`pins its base and its dependencies` }));
    return [...locks, ...pinned, ...nix, ...images];
  },
);

/** Every `pip install` of an image names versions. */
function installsPinned(commands: readonly string[]): boolean {
  const installs = commands.flatMap((text) =>
    [...text.matchAll(/\bpip3? install ([^&|;]*)/g)].map(([, words = '']) =>
      words.split(/\s+/).filter((word) => word !== '' && !word.startsWith('-') && word !== '\\'),
    ),
  );
  const named = installs.filter((words) => words.some((word) => /^[A-Za-z][\w.[\]-]*(==|$)/.test(word)));
  return (
    named.length > 0 &&
    named.every((words) =>
      words.every((word) => /==\d/.test(word) || /^(pip|setuptools|wheel|\.)$/.test(word)),
    )
  );
}
