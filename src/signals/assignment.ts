import type { Call } from '../formats/python/code.ts';
import { say } from '../text.ts';
import { type Module, module } from './code/module.ts';
import { resourceSignals } from './resource.ts';
import { derived, type Evidence } from './signal.ts';

/** How it is decided which version answers a request, in code or by a router. */
export interface Assignment extends Evidence {
  /** `random` deals anew each time; the others keep a user on one version. */
  readonly by: 'hash' | 'router' | 'random';
}

/** The same value gives the same result everywhere; Python's own `hash` does so in one process only. */
const stableHash =
  /^(hashlib\.\w+|mmh3\.\w+|zlib\.(crc32|adler32)|binascii\.crc32|xxhash\.\w+|farmhash\.\w+|cityhash\.\w+|murmurhash\w*\.\w+|random\.Random|numpy\.random\.(default_rng|RandomState))\b/;
const random = /^(random|numpy\.random|secrets)\.(random|choice|choices|randint|rand|randrange|uniform)$/;
const person =
  /\b(user|customer|client|session|visitor|account|member|subscriber|patient|household|device)(_?(id|key|uuid))?\b|\buid\b/i;
const choosing =
  /variant|bucket|experiment|treatment|(^|_)ab(_|$)|ab_?test|split_?traffic|cohort|assign|(choose|select|pick|route|get|which)_?(the_)?(model|version|arm|group)(_(for|by|version|name|id|uri|arm|variant)\w*)?$|model_for|version_for|challenger|champion/i;

/** A prediction that is made where the dice fall one way. */
const diced = ({ name, when = '' }: Call): boolean =>
  /\.(predict\w*|infer|score)$/.test(name) && /\brandom(\.\w+)*\([^)]*\)\s*[<>]/.test(when);

const words = (text: string) => text.replace(/_/g, ' ');

export const assignment = derived(
  { module, ...resourceSignals },
  ({ module, ...resources }): Assignment[] => [
    ...module.filter(({ test, notebook }) => !test && !notebook).flatMap(inCode),
    ...resources.kubernetes.flatMap(({ source, path, type }) => {
      // The schema of a resource sets nothing.
      if (type.endsWith('/CustomResourceDefinition')) return [];
      const sticky = [...(source?.walk() ?? [])].find(
        ([key, value]) =>
          /^consistentHash$|(affinity-mode|session-cookie-name|canary-by-cookie|canary-by-header)$/.test(
            key,
          ) && !/^(false|)$/.test(value.text ?? '-'),
      );
      return sticky
        ? [
            {
              by: 'router' as const,
              path,
              line: sticky[1].line,
              note: say`keeps a user on one version (${sticky[0]})`,
            },
          ]
        : [];
    }),
    ...resources.terraform
      .filter(
        ({ type, text = '' }) =>
          /^aws_(lb|alb)_(target_group|listener)/.test(type) &&
          /stickiness\s*\{[^}]*enabled\s*=\s*true/.test(text),
      )
      .map(({ path, line }) => ({
        by: 'router' as const,
        path,
        line,
        note: say`keeps a user on one version (stickiness)`,
      })),
  ],
);

function inCode(one: Module): Assignment[] {
  const { path, calls, comparisons } = one;
  const chooses = (within: string | undefined) => choosing.test(`${within ?? ''} ${path.split('/').at(-1)}`);
  const found = calls.flatMap((call): Assignment[] => {
    if (!chooses(call.within)) return [];
    const at = { path, line: call.line };
    if (stableHash.test(call.name) && isOfPerson(call, one))
      return [{ ...at, by: 'hash', note: say`assigns by hash: ${call.name}` }];
    return random.test(call.name)
      ? [{ ...at, by: 'random', note: say`assigns at random: ${call.name}` }]
      : [];
  });
  // `user_id % 100 < 10`
  const counted = comparisons
    .filter(
      ({ left, within }) =>
        /%\s*\w+/.test(left) && !/\bhash\(/.test(left) && person.test(words(left)) && chooses(within),
    )
    .map(({ line, left }) => ({
      by: 'hash' as const,
      path,
      line,
      note: say`assigns by ${left.slice(0, 60)}`,
    }));
  const dealt = calls
    .filter(diced)
    .map(({ line, name }) => ({ by: 'random' as const, path, line, note: say`assigns at random: ${name}` }));
  return [...found.slice(0, 1), ...counted.slice(0, 1), ...dealt.slice(0, 1)];
}

/** The hash is taken of who somebody is: by its arguments, or in a function that is given it. */
function isOfPerson({ arguments: given, within }: Call, { definitions }: Module): boolean {
  const parameters = definitions.find(({ name }) => name === within)?.parameters ?? [];
  return [...given.map(({ text }) => text), ...parameters.map(({ name }) => name)].some((text) =>
    person.test(words(text)),
  );
}
