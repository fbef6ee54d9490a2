import type { Event, Trigger } from './workflow.ts';

/** What a name stands for in a condition; undefined where only a run can tell. */
export type Value = string | number | boolean | null | RegExp | undefined;

/** One time that a workflow is started, for which a condition can be worked out. */
export interface Occasion {
  readonly on: Event;
  /** The branch, or the one that a pull request goes into. */
  readonly branch?: string;
  readonly tag?: string;
}

/**
 * Whether a condition of a CI system holds, as far as it can be told without running it.
 * Reads the operators and functions of GitHub, GitLab, Azure, Buildkite and Travis, which agree where they overlap.
 */
export function holds(condition: string, lookup: (name: string) => Value): boolean | undefined {
  try {
    return truth(new Reader(condition.replace(/^\s*\$(\{\{|\[)|(\}\}|\])\s*$/g, ''), lookup).whole());
  } catch {
    return undefined;
  }
}

const truth = (value: Value): boolean | undefined =>
  value === undefined ? undefined : value !== null && value !== false && value !== '' && value !== 0;
const negated = (value: boolean | undefined) => (value === undefined ? undefined : !value);
const all = (values: readonly (boolean | undefined)[]) =>
  values.includes(false) ? false : values.includes(undefined) ? undefined : true;
const any = (values: readonly (boolean | undefined)[]) => negated(all(values.map(negated)));
const same = (a: Value, b: Value) => {
  const plain = (value: Value) => (value === null || value === false ? '' : String(value).toLowerCase());
  return a === undefined || b === undefined ? undefined : plain(a) === plain(b);
};
const onText = (test: (text: string, part: string) => boolean) => (a: Value, b: Value) =>
  a === undefined || b === undefined ? undefined : test(String(a ?? ''), String(b ?? ''));

const functions: Readonly<Record<string, (values: readonly Value[]) => Value>> = {
  and: (values) => all(values.map(truth)),
  or: (values) => any(values.map(truth)),
  not: ([value]) => negated(truth(value)),
  eq: ([a, b]) => same(a, b),
  ne: ([a, b]) => negated(same(a, b)),
  in: ([a, ...rest]) => any(rest.map((value) => same(a, value))),
  notin: ([a, ...rest]) => negated(any(rest.map((value) => same(a, value)))),
  startswith: ([a, b]) => onText((text, part) => text.startsWith(part))(a, b),
  endswith: ([a, b]) => onText((text, part) => text.endsWith(part))(a, b),
  contains: ([a, b]) => onText((text, part) => text.includes(part))(a, b),
  format: ([text, ...rest]) =>
    rest.includes(undefined) || text === undefined
      ? undefined
      : String(text).replace(/\{(\d)\}/g, (_, at) => String(rest[at])),
  always: () => true,
  success: () => true,
  succeeded: () => true,
};

const token =
  /\s*(?:('(?:[^']|'')*'|"[^"]*")|(=~|!~)\s*\/((?:[^/\\]|\\.)*)\/i?|(&&|\|\||==|!=|=~|!~|=|!|\(|\)|,)|(\$?\{?[A-Za-z_*][\w.$*-]*\}?(?:\[[^\]]*\][\w.$*-]*)*)|(-?\d[\w.]*))/y;

interface Token {
  readonly kind: 'text' | 'pattern' | 'operator' | 'name' | 'number';
  readonly text: string;
  readonly pattern?: string;
}

/** Reads one condition by recursive descent. */
class Reader {
  readonly #tokens: readonly Token[];
  readonly #lookup: (name: string) => Value;
  #at = 0;

  constructor(condition: string, lookup: (name: string) => Value) {
    this.#tokens = tokens(condition);
    this.#lookup = lookup;
  }

  whole(): Value {
    const value = this.#or();
    if (this.#at < this.#tokens.length) throw new Error('is not a condition that this reads');
    return value;
  }

  #takes(pattern: RegExp): Token | undefined {
    const next = this.#tokens[this.#at];
    if (!next || next.kind === 'text' || !pattern.test(next.text)) return undefined;
    this.#at++;
    return next;
  }

  #or(): Value {
    const values = [this.#and()];
    while (this.#takes(/^(\|\||or)$/i)) values.push(this.#and());
    return values.length === 1 ? values[0] : any(values.map(truth));
  }

  #and(): Value {
    const values = [this.#not()];
    while (this.#takes(/^(&&|and)$/i)) values.push(this.#not());
    return values.length === 1 ? values[0] : all(values.map(truth));
  }

  #not(): Value {
    return this.#takes(/^(!|not)$/i) ? negated(truth(this.#not())) : this.#compared();
  }

  #compared(): Value {
    const left = this.#value();
    const operator = this.#takes(/^(==|=|!=|=~|!~|in|is)$/i);
    if (!operator) return left;
    if (operator.pattern !== undefined) {
      const found =
        left === undefined
          ? undefined
          : left !== null && new RegExp(operator.pattern, 'i').test(String(left));
      return operator.text === '!~' ? negated(found) : found;
    }
    if (/^is$/i.test(operator.text)) {
      const present = this.#takes(/^(present|blank)$/i)?.text.toLowerCase() === 'present';
      return present ? truth(left) : negated(truth(left));
    }
    if (/^in$/i.test(operator.text)) return any(this.#list().map((value) => same(left, value)));
    const right = this.#value();
    if (operator.text === '=~' || operator.text === '!~') return undefined;
    return operator.text === '!=' ? negated(same(left, right)) : same(left, right);
  }

  #list(): Value[] {
    const values: Value[] = [];
    if (!this.#takes(/^\($/)) throw new Error('expects a list');
    while (!this.#takes(/^\)$/)) {
      values.push(this.#or());
      this.#takes(/^,$/);
      if (this.#at >= this.#tokens.length) throw new Error('is not closed');
    }
    return values;
  }

  #value(): Value {
    if (this.#tokens[this.#at]?.text === '(' && this.#tokens[this.#at]?.kind === 'operator')
      return this.#list()[0];
    const next = this.#tokens[this.#at++];
    if (!next || next.kind === 'operator') throw new Error('expects a value');
    if (next.kind === 'text') return next.text;
    if (next.kind === 'number') return next.text;
    const following = this.#tokens[this.#at];
    if (following?.kind === 'operator' && following.text === '(') {
      const known = functions[next.text.toLowerCase()];
      const values = this.#list();
      return known ? known(values) : undefined;
    }
    if (/^(true|false)$/i.test(next.text)) return next.text.toLowerCase() === 'true';
    return next.text === 'null' ? null : this.#lookup(plainName(next.text));
  }
}

/** `variables['Build.Reason']` and `variables.Build.Reason` are the same, and so are `$X` and `${X}`. */
const plainName = (name: string) =>
  name
    .replace(/^\$?\{?/, '')
    .replace(/\}$/, '')
    .replace(/\[['"]?([^\]'"]*)['"]?\]/g, '.$1');

function tokens(condition: string): Token[] {
  const found: Token[] = [];
  const text = condition.trimEnd();
  token.lastIndex = 0;
  for (let at = 0; at < text.length; at = token.lastIndex) {
    const match = token.exec(text);
    if (!match) throw new Error('is not a condition that this reads');
    const [, quoted, matching, pattern, operator, name, number] = match;
    if (quoted !== undefined) found.push({ kind: 'text', text: quoted.slice(1, -1).replaceAll("''", "'") });
    else if (matching !== undefined) found.push({ kind: 'pattern', text: matching, pattern: pattern ?? '' });
    else if (operator !== undefined) found.push({ kind: 'operator', text: operator });
    else if (name !== undefined) found.push({ kind: 'name', text: name });
    else found.push({ kind: 'number', text: number ?? '' });
  }
  return found;
}

/** Stands for any branch that no condition names. */
export const topic = 'some-topic';

/** The triggers that are left under a condition; `lookup` says what a name stands for on an occasion. */
export function narrow(
  triggers: readonly Trigger[],
  condition: string | undefined,
  lookup: (occasion: Occasion, trigger: Trigger) => (name: string) => Value,
): readonly Trigger[] {
  if (condition === undefined || condition.trim() === '') return triggers;
  const named = [...new Set(['main', 'master', ...namesIn(condition)])];
  const tags = ['v1.2.3', '1.2.3', ...named, ...named.map((name) => `${name}1.2.3`)];
  return triggers.flatMap((one): Trigger[] => {
    const test = (occasion: Omit<Occasion, 'on'>) =>
      holds(condition, lookup({ on: one.on, ...occasion }, one)) !== false;
    if (one.on === 'tag' || one.on === 'release') return tags.some((tag) => test({ tag })) ? [one] : [];
    if (one.on !== 'push' && !one.after) return named.some((branch) => test({ branch })) ? [one] : [];
    const branches = branchesLeft(one.branches ?? [], named, (branch) => test({ branch }));
    if (branches) return [branches.length > 0 ? { ...one, branches } : one];
    // A push that is limited to no branch may be one of a tag.
    return !one.branches && tags.some((tag) => test({ tag })) ? [{ ...one, on: 'tag' }] : [];
  });
}

/** Names in conditions that may be those of branches or tags; a pattern gives one that it fits. */
export const namesIn = (conditions: string): string[] =>
  [
    ...new Set([
      ...[...conditions.matchAll(/refs\/(?:heads|tags)\/([\w./-]+)|['"]([\w./-]+)['"]|=\s*([\w./-]+)/g)].map(
        ([, ref, quoted, bare]) => (ref ?? quoted ?? bare ?? '').replace(/^refs\/(heads|tags)\//, ''),
      ),
      ...[...conditions.matchAll(/~\s*\/((?:[^/\\]|\\.)*)\//g)].map(([, pattern = '']) =>
        pattern.replace(/\[[^\]]*\][+*]?|\\[dw][+*]?|\.[*+]/g, '1').replace(/\|.*|[\^$()?\\+*]/g, ''),
      ),
    ]),
  ].filter((name) => /^\w/.test(name));

/** The limits that remain of some branches; undefined where none does. */
function branchesLeft(
  limits: readonly string[],
  named: readonly string[],
  test: (branch: string) => boolean,
): string[] | undefined {
  const wanted = limits.filter((one) => !one.startsWith('!'));
  const left = limits.filter((one) => one.startsWith('!'));
  if (wanted.length > 0) {
    const kept = wanted.flatMap((one) => {
      if (!one.includes('*')) return test(one) ? [one] : [];
      if (test(one.replace(/\*+/g, topic))) return [one];
      const matching = new RegExp(`^${one.replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\*+/g, '.*')}$`);
      return named.filter((name) => matching.test(name) && test(name));
    });
    return kept.length > 0 ? [...kept, ...left] : undefined;
  }
  if (test(topic)) return [...left, ...named.filter((name) => !test(name)).map((name) => `!${name}`)];
  const kept = named.filter((name) => test(name) && !left.includes(`!${name}`));
  return kept.length > 0 ? [...kept, ...left] : undefined;
}
