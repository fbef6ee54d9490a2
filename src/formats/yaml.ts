import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseAllDocuments,
  type YAMLMap,
} from 'yaml';
import { say, UserError } from '../text.ts';
import { Located, type Scalar } from './located.ts';

/** Reads all documents of a YAML text. Throws where it is not YAML, naming the line. */
export function readYaml(text: string): Located[] {
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, {
    lineCounter: lines,
    merge: true,
    uniqueKeys: false,
    logLevel: 'silent',
  });
  return [...documents].map((document) => {
    const [error] = document.errors;
    const line = error?.linePos?.[0].line ?? 1;
    if (error) throw new UserError(say`is not valid YAML (line ${line}: ${error.code})`);
    const reader = new Reader(document as Document, lines);
    const contents = document.contents as Node | null;
    if (text.includes('&') && reader.size(contents) > sizeLimit)
      throw new UserError(say`is not read, because its aliases are endless or too many`);
    return reader.locate(contents);
  });
}

const sizeLimit = 200_000;

class Reader {
  readonly #document: Document;
  readonly #lines: LineCounter;
  readonly #sizes = new Map<Node, number>();

  constructor(document: Document, lines: LineCounter) {
    this.#document = document;
    this.#lines = lines;
  }

  /** How many values there are with all aliases filled in; endless where one holds itself. */
  size(given: Node | null): number {
    const node = this.#resolve(given);
    if (!node || isScalar(node)) return 1;
    const known = this.#sizes.get(node);
    if (known !== undefined) return known;
    this.#sizes.set(node, Number.POSITIVE_INFINITY);
    const children = isMap(node) ? node.items.map(({ value }) => value) : isSeq(node) ? node.items : [];
    const size = children.reduce<number>((sum, child) => sum + this.size(child as Node | null), 1);
    this.#sizes.set(node, size);
    return size;
  }

  /** @param key the line of the key; a map, a list or an empty value is found there, where a reader looks for it */
  locate(given: Node | null, key?: number): Located {
    const node = this.#resolve(given);
    const line = node ? this.#line(node) : 1;
    if (isMap(node)) return new Located(key ?? line, undefined, () => ({ entries: this.#entries(node) }));
    if (isSeq(node))
      return new Located(key ?? line, undefined, () => ({
        items: node.items.map((item) => this.locate(item as Node | null)),
      }));
    const scalar = isScalar(node) ? node : undefined;
    return new Located(scalar?.source ? line : (key ?? line), scalar ? asScalar(scalar.value) : null);
  }

  #resolve(node: Node | null): Node | null {
    return isAlias(node) ? (node.resolve(this.#document) ?? null) : node;
  }

  readonly #line = (node: Node) => (node.range ? this.#lines.linePos(node.range[0]).line : 1);

  /** The pairs of a map, and those that it merges where it has none of that name itself. */
  #entries(map: YAMLMap): (readonly [string, Located])[] {
    const own = (map.items as Pair<Node, Node | null>[]).filter(({ key }) => !isMerge(key));
    const merged = (map.items as Pair<Node, Node | null>[]).filter(({ key }) => isMerge(key));
    const entries = own.map(({ key, value }): readonly [string, Located] => [
      String(isScalar(key) ? key.value : key),
      this.locate(value, this.#line(key)),
    ]);
    for (const { value } of merged) {
      const from = this.#resolve(value);
      for (const source of isSeq(from) ? from.items : [from]) {
        const known = new Set(entries.map(([name]) => name));
        entries.push(...this.locate(source as Node | null).entries.filter(([name]) => !known.has(name)));
      }
    }
    return entries;
  }
}

const isMerge = (key: Node) => isScalar(key) && (key.value === '<<' || typeof key.value === 'symbol');

const asScalar = (value: unknown): Scalar =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value)
    ? (value as Scalar)
    : String(value);
