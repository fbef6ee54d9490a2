import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { say, UserError } from '../../text.ts';
import { type Insertion, intoBrackets, splice } from './splice.ts';
import { mustHold, type Same, sameItem } from './values.ts';

/**
 * Adds to JSON what it lacks, at any depth; comments, and what is there, stay to the byte.
 * @param addition JSON
 * @throws a sentence without the path where the text is not JSON, or has something else in the place
 */
export function mergeJson(text: string, addition: string, same: Same = sameItem): string {
  const mine = read(text);
  const merged = splice(text, additions(mine, read(addition), { text, addition, same }));
  mustHold(jsonValue(merged), toValue(mine));
  return merged;
}

/** The value that JSON holds, for those who plan a merge. @throws a sentence without the path */
export const jsonValue = (text: string): unknown => toValue(read(text));

interface Texts {
  readonly text: string;
  readonly addition: string;
  readonly same: Same;
}

function additions(mine: Node, added: Node, texts: Texts): Insertion[] {
  const { text, addition, same } = texts;
  const missing: Node[] = [];
  const deeper = (added.children ?? []).flatMap((child): Insertion[] => {
    const [key, value] = child.children ?? [];
    const isPair = child.type === 'property';
    const known = isPair
      ? mine.children?.find((one) => one.children?.[0]?.value === key?.value)?.children?.[1]
      : mine.children?.find((one) => same(toValue(one), toValue(child)));
    if (!known) missing.push(child);
    if (!known || (!isPair && child.type !== 'object')) return [];
    return additions(known, isPair ? (value as Node) : child, texts);
  });
  const isScalar = ({ type }: Node) => type !== 'object' && type !== 'array';
  if (mine.type !== added.type && !(isScalar(mine) && isScalar(added)))
    throw new UserError(
      say`has something else in line ${text.slice(0, mine.offset).split('\n').length} than is to be added: add it by hand.`,
    );
  if (missing.length === 0) return deeper;
  const brackets = {
    ...rangeOf(mine),
    items: (mine.children ?? []).map(rangeOf),
  };
  const written = missing.map((node) => addition.slice(node.offset, node.offset + node.length));
  return [...deeper, ...intoBrackets(text, brackets, written)];
}

const rangeOf = ({ offset, length }: Node) => ({ start: offset, end: offset + length });

function read(text: string): Node {
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: true });
  const [error] = errors;
  if (!tree || error) {
    const line = text.slice(0, error?.offset ?? 0).split('\n').length;
    const reason = error ? printParseErrorCode(error.error) : say`it is empty`;
    throw new UserError(say`is not valid JSON (line ${line}: ${reason}): mend it, then try again.`);
  }
  return tree;
}

function toValue({ type, value, children = [] }: Node): unknown {
  if (type === 'array') return children.map(toValue);
  if (type !== 'object') return value as unknown;
  return Object.fromEntries(
    children.flatMap((pair) => {
      const [key, child] = pair.children ?? [];
      return key && child ? [[key.value as string, toValue(child)]] : [];
    }),
  );
}
