import { say } from '../text.ts';
import { module } from './code/module.ts';
import { resourceSignals } from './resource.ts';
import { derived, type Evidence } from './signal.ts';

const experiment = /variant|bucket|assign|experiment|treatment|ab_?test|split_traffic|rollout|cohort/i;
const hashing =
  /^(hashlib\.\w+|mmh3\.\w+|zlib\.crc32|zlib\.adler32|xxhash\.\w+|farmhash\.\w+|cityhash\.\w+|hash)\b/;

/** A user stays with one version: by a hash of who it is, or by a sticky route. */
export const assignment = derived({ module, ...resourceSignals }, ({ module, kubernetes }): Evidence[] => [
  ...module
    .filter(({ test, notebook }) => !test && !notebook)
    .flatMap(({ path, calls, definitions }) => {
      const hash = calls.find(
        ({ name, within = '' }) =>
          hashing.test(name) &&
          (experiment.test(within) ||
            experiment.test(path) ||
            definitions.some(
              (one) =>
                one.name === within &&
                one.parameters.some(({ name }) => /user|customer|session|visitor|client/i.test(name)) &&
                experiment.test(one.name),
            )),
      );
      return hash ? [{ path, line: hash.line, note: say`assigns by hash: ${hash.name}` }] : [];
    }),
  ...kubernetes.flatMap(({ source, path }) => {
    const sticky = [...(source?.walk() ?? [])].find(([key]) =>
      /^(consistentHash|sessionAffinityConfig)$|affinity-mode|session-cookie|canary-by-cookie/.test(key),
    );
    return sticky
      ? [{ path, line: sticky[1].line, note: say`keeps a user on one version (${sticky[0]})` }]
      : [];
  }),
]);
