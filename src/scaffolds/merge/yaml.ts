import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseAllDocuments,
  parseDocument,
  stringify,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { say, UserError } from '../../text.ts';
import {
  type Bracketed,
  column,
  commentsAbove,
  cut,
  type Insertion,
  intoBrackets,
  lineEnd,
  lineStart,
  shift,
  splice,
} from './splice.ts';
import { mustHold, type Same, sameItem } from './values.ts';

/**
 * Adds to YAML what it lacks: keys of maps and items of lists, at any depth. What is there stays to the byte.
 * @param addition YAML; a value that the text has already, even another one, is left as it is
 * @param same which items of lists are the same
 * @throws a sentence without the path where the text is not YAML, or has something else in the place
 */
export function mergeYaml(text: string, addition: string, same: Same = sameItem): string {
  const mine = read(text);
  const added = read(addition);
  if (isEmpty(added.contents)) return text;
  if (isEmpty(mine.contents)) return `${text.trim() === '' ? '' : `${text.trimEnd()}\n\n`}${addition}`;
  const merged = splice(
    text,
    new Merging(text, addition, added, same).node(mine.contents as Node, added.contents as Node),
  );
  mustHold(read(merged).toJS(), mine.toJS());
  return merged;
}

/** The value that YAML holds, for those who plan a merge. @throws a sentence without the path */
export const yamlValue = (text: string): unknown => read(text).toJS();

function read(text: string): Document<Node> {
  const documents = parseAllDocuments(text, { logLevel: 'silent' });
  const [first, second] = documents;
  const [error] = first?.errors ?? [];
  if (error)
    throw new UserError(
      say`is not valid YAML (line ${error.linePos?.[0].line ?? 1}: ${error.code}): mend it, then try again.`,
    );
  if (second) throw new UserError(say`holds several YAML documents: add by hand what is missing.`);
  return (first ?? parseDocument('')) as Document<Node>;
}

type Collection = YAMLMap | YAMLSeq;

class Merging {
  readonly #text: string;
  readonly #addition: string;
  readonly #document: Document;
  readonly #same: Same;

  constructor(text: string, addition: string, document: Document, same: Same) {
    this.#text = text;
    this.#addition = addition;
    this.#document = document;
    this.#same = same;
  }

  node(mine: Node, added: Node): Insertion[] {
    if (isMap(mine) && isMap(added)) return this.#map(mine, added);
    if (isSeq(mine) && isSeq(added)) return this.#list(mine, added);
    const fits = !isAlias(mine) && !(isMap(mine) || isSeq(mine) || isMap(added) || isSeq(added));
    if (fits) return [];
    throw new UserError(
      say`has something else in line ${this.#text.slice(0, mine.range?.[0]).split('\n').length} than is to be added: add it by hand.`,
    );
  }

  #map(mine: YAMLMap, added: YAMLMap): Insertion[] {
    const pairs = mine.items as Pair<Node, Node | null>[];
    const missing: Pair<Node, Node | null>[] = [];
    const deeper = (added.items as Pair<Node, Node | null>[]).flatMap((pair) => {
      const known = pairs.find(({ key }) => nameOf(key) === nameOf(pair.key));
      if (!known) missing.push(pair);
      if (!known || isEmpty(pair.value)) return [];
      const value = pair.value as Node;
      return isEmpty(known.value) ? [this.#under(known.key, value)] : this.node(known.value as Node, value);
    });
    const whole = missing.map(({ key, value }) => ({ start: key, end: value ?? key }));
    return [...deeper, ...this.#append(mine, added, whole, '')];
  }

  #list(mine: YAMLSeq, added: YAMLSeq): Insertion[] {
    const items = mine.items as Node[];
    const missing: Node[] = [];
    const deeper = (added.items as Node[]).flatMap((item) => {
      const known = items.find((one) => this.#same(this.#valueOf(one), this.#valueOf(item)));
      if (!known) missing.push(item);
      return known && isMap(known) && isMap(item) ? this.#map(known, item) : [];
    });
    return [
      ...deeper,
      ...this.#append(
        mine,
        added,
        missing.map((item) => ({ start: item, end: item })),
        '- ',
      ),
    ];
  }

  #valueOf(node: Node): unknown {
    return isAlias(node) ? undefined : node.toJS(this.#document);
  }

  /** Puts parts of the addition behind the last item of a collection. */
  #append(
    mine: Collection,
    from: Collection,
    parts: readonly { readonly start: Node; readonly end: Node }[],
    dash: string,
  ): Insertion[] {
    if (parts.length === 0) return [];
    if (mine.flow) return intoBrackets(this.#text, bracketsOf(mine), this.#flat(from, parts, dash));
    const at = column(this.#text, offset(mine));
    const indent = ' '.repeat(at);
    const blocks = parts.map(({ start, end }) => {
      const comments = from.flow ? [] : commentsAbove(this.#addition, offset(start));
      const block = `${dash}${shift(this.#cut(start, end, from.flow === true), dash.length)}`;
      return [...comments, shift(block, at)].map((line) => `\n${indent}${line}`).join('');
    });
    const gap = this.#gap(mine) ? '\n' : '';
    return [{ at: this.#behind(mine), text: blocks.map((block) => gap + block).join('') }];
  }

  /** The parts in one line each. */
  #flat(from: Collection, parts: readonly { readonly start: Node; readonly end: Node }[], dash: string) {
    const write = (node: Node) =>
      stringify(node.toJS(this.#document), { collectionStyle: 'flow', lineWidth: 0 }).trim();
    return parts.map(({ start, end }) => {
      const key = dash === '' && isMap(from) ? `${write(start)}: ` : '';
      return `${key}${write(end)}`;
    });
  }

  #cut(start: Node, end: Node, flow: boolean): string {
    const last = this.#addition.slice(0, end.range?.[1]).trimEnd().length;
    return cut(this.#addition, offset(start), flow ? last : lineEnd(this.#addition, last));
  }

  /** The value of a key that has none yet. */
  #under(key: Node, value: Node): Insertion {
    const at = column(this.#text, offset(key)) + 2;
    const line = lineEnd(this.#text, offset(key));
    if (isScalar(value) || (value as Collection).flow)
      return {
        at: this.#text.indexOf(':', key.range?.[1] ?? 0) + 1,
        text: ` ${this.#cut(value, value, true)}`,
      };
    return { at: line, text: `\n${' '.repeat(at)}${shift(this.#cut(value, value, false), at)}` };
  }

  /** The end of the line in which a collection ends. */
  #behind(mine: Collection): number {
    return lineEnd(this.#text, this.#text.slice(0, mine.range?.[1]).trimEnd().length);
  }

  /** Whether its items stand apart, with empty lines between them. */
  #gap(mine: Collection): boolean {
    const starts = (mine.items as (Node | Pair<Node>)[]).map((item) =>
      offset('key' in item ? (item.key as Node) : (item as Node)),
    );
    const last = lineStart(this.#text, starts.at(-1) ?? 0);
    const comments = commentsAbove(this.#text, last).length;
    const above = this.#text
      .slice(0, last)
      .split('\n')
      .slice(0, -1 - comments)
      .at(-1);
    return starts.length > 1 && above?.trim() === '';
  }
}

const offset = (node: Node): number => node.range?.[0] ?? 0;
const nameOf = (key: unknown): string => String(isScalar(key) ? key.value : key);
const isEmpty = (value: Node | null): boolean =>
  value === null || (isScalar(value) && value.value === null && !value.source);

const bracketsOf = ({ range, items }: Collection): Bracketed => ({
  start: range?.[0] ?? 0,
  end: range?.[1] ?? 0,
  items: (items as (Node | Pair<Node, Node | null>)[]).map((item) => {
    const [first, last] = 'key' in item ? [item.key as Node, (item.value ?? item.key) as Node] : [item, item];
    return { start: offset(first as Node), end: (last as Node).range?.[1] ?? 0 };
  }),
});
