import { ml } from '../signals/flag.ts';
import { manifest } from '../signals/manifest.ts';
import type { Snapshot } from './snapshot.ts';

/** Folders whose manifests belong to examples, documents or the deployment of something else. */
const aside =
  /(^|\/)(tests?|docs?|examples?|samples?|fixtures|docker|deploy(ment)?|requirements|\.\w[^/]*)(\/|$)/i;

/**
 * The projects of a monorepo: the outermost folders below the root that have a manifest of their own (of Python, conda,
 * R or Julia) and hold machine learning.
 * @returns their paths in order; none where there are not at least two, since then the repository is the project
 */
export function projectsIn(snapshot: Snapshot): readonly string[] {
  const facts = snapshot.facts({ manifest, ml });
  const folders = facts.manifest
    .filter(({ ecosystem }) => ecosystem !== 'node')
    .map(({ path }) => path.split('/').slice(0, -1).join('/'))
    .filter((folder) => folder !== '' && !aside.test(folder));
  const learning = [...new Set(folders)].filter((folder) =>
    facts.ml.some(({ path }) => path.startsWith(`${folder}/`)),
  );
  const outermost = learning.filter((folder) => !learning.some((other) => folder.startsWith(`${other}/`)));
  return outermost.length >= 2 ? outermost.sort() : [];
}
