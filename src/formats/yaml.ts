import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseAllDocuments,
} from 'yaml';
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
    if (error) throw new Error(`is not valid YAML (line ${error.linePos?.[0].line ?? 1}: ${error.code})`);
    return locate(document.contents as Node | null, document as Document, lines);
  });
}

function locate(node: Node | null, document: Document, lines: LineCounter): Located {
  if (isAlias(node)) return locate(node.resolve(document) ?? null, document, lines);
  const line = node?.range ? lines.linePos(node.range[0]).line : 1;
  if (isMap(node)) {
    return new Located(line, undefined, () => ({
      entries: node.items.flatMap((pair) => {
        const value = pair.value as Node | null;
        const key = String(isScalar(pair.key) ? pair.key.value : pair.key);
        if (key === '<<') return locate(value, document, lines).entries;
        // A map or an empty value is found at its key, where a reader looks for it.
        const at = (pair.key as Node).range ?? [0];
        const found = locate(value, document, lines);
        const atKey = lines.linePos(at[0]).line;
        return [[key, found.isMap || found.isList || !value ? moved(found, atKey) : found]];
      }),
    }));
  }
  if (isSeq(node)) {
    return new Located(line, undefined, () => ({
      items: node.items.map((item) => locate(item as Node, document, lines)),
    }));
  }
  return new Located(line, isScalar(node) ? asScalar(node.value) : null);
}

const moved = (from: Located, line: number) =>
  new Located(line, from.value, () =>
    from.isMap ? { entries: from.entries } : from.isList ? { items: from.items } : {},
  );

const asScalar = (value: unknown): Scalar =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value)
    ? (value as Scalar)
    : String(value);
