import { type AST, ParseError, parseTOML } from 'toml-eslint-parser';
import { say, UserError } from '../text.ts';
import { Located } from './located.ts';

type Table = Map<string, Branch>;
interface Branch {
  readonly line: number;
  table?: Table;
  list?: Branch[];
  leaf?: AST.TOMLContentNode;
}

/** Reads TOML. Throws where it is not TOML, naming the line. */
export function readToml(text: string): Located {
  const root: Branch = { line: 1, table: new Map() };
  for (const node of parse(text).body[0].body) {
    if (node.type === 'TOMLKeyValue') put(root, node);
    else {
      const at = descend(root, node.resolvedKey, node.loc.start.line);
      for (const pair of node.body) put(at, pair);
    }
  }
  return locate(root);
}

function parse(text: string): AST.TOMLProgram {
  try {
    return parseTOML(text);
  } catch (error) {
    if (error instanceof ParseError)
      throw new UserError(say`is not valid TOML (line ${error.lineNumber}: ${error.message})`);
    throw error;
  }
}

function put(at: Branch, pair: AST.TOMLKeyValue): void {
  const keys = pair.key.keys.map((key) => (key.type === 'TOMLBare' ? key.name : key.value));
  const branch = descend(at, keys, pair.loc.start.line);
  branch.leaf = pair.value;
}

/** Finds or makes the branch at a path; a number in it is an index into an array of tables. */
function descend(from: Branch, path: readonly (string | number)[], line: number): Branch {
  return path.reduce<Branch>((at, key) => {
    if (typeof key === 'number') {
      at.list ??= [];
      at.list[key] ??= { line };
      return at.list[key];
    }
    at.table ??= new Map();
    const known = at.table.get(key) ?? { line };
    at.table.set(key, known);
    return known;
  }, from);
}

function locate({ line, table, list, leaf }: Branch): Located {
  if (leaf) return locateLeaf(leaf, line);
  if (list) return new Located(line, undefined, () => ({ items: list.map(locate) }));
  const entries = [...(table ?? [])];
  return new Located(line, undefined, () => ({
    entries: entries.map(([key, branch]) => [key, locate(branch)] as const),
  }));
}

function locateLeaf(node: AST.TOMLContentNode, line = node.loc.start.line): Located {
  if (node.type === 'TOMLArray') {
    return new Located(line, undefined, () => ({
      items: node.elements.map((element) => locateLeaf(element)),
    }));
  }
  if (node.type === 'TOMLInlineTable') {
    const inline: Branch = { line, table: new Map() };
    for (const pair of node.body) put(inline, pair);
    return locate(inline);
  }
  const { value } = node;
  return new Located(
    line,
    value instanceof Date ? value.toISOString() : typeof value === 'bigint' ? Number(value) : value,
  );
}
