import { type AST, getStaticTOMLValue, ParseError, parseTOML } from 'toml-eslint-parser';
import { say, UserError } from '../../text.ts';
import { commentsAbove, cut, type Insertion, intoBrackets, lineEnd, shift, splice } from './splice.ts';
import { equal, mustHold, type Same, sameItem } from './values.ts';

type Path = readonly (string | number)[];

/** A key of a TOML text, in whichever way its table is written. */
interface Entry {
  readonly path: Path;
  readonly pair: AST.TOMLKeyValue;
}

/**
 * Adds to TOML what it lacks: tables, keys of tables, items of arrays. What is there stays to the byte.
 * @param addition TOML; a value that the text has already, even another one, is left as it is
 * @param same which items of arrays are the same
 * @throws a sentence without the path where the text is not TOML, or has something else in the place
 */
export function mergeToml(text: string, addition: string, same: Same = sameItem): string {
  const mine = read(text);
  const added = read(addition);
  const known = entriesOf(mine);
  const insertions: Insertion[] = [];
  const newTables: string[] = [];

  for (const part of partsOf(added)) {
    if (part.table?.kind === 'array') {
      const value = valueAt(getStaticTOMLValue(added), part.path);
      const list = valueAt(getStaticTOMLValue(mine), part.path.slice(0, -1));
      if (!Array.isArray(list) || !list.some((one) => same(one, value)))
        newTables.push(blockOf(addition, part.table));
      continue;
    }
    const missing = part.pairs.filter((pair) => !put([...part.path, ...keysOf(pair.key)], pair.value));
    const name = part.table ? addition.slice(...part.table.key.range) : '';
    const gone = missing.length === 0 && (part.pairs.length > 0 || has(part.path));
    if (!gone) addPairs(part.path, name, missing);
  }
  const end = lineEnd(text, text.trimEnd().length);
  const apart = text.trim() === '' ? '' : '\n\n';
  if (newTables.length > 0) insertions.push({ at: end, text: apart + newTables.join('\n\n') });
  const merged = splice(text, insertions);
  const done = newTables.length > 0 && !merged.endsWith('\n') ? `${merged}\n` : merged;
  mustHold(getStaticTOMLValue(read(done)), getStaticTOMLValue(mine));
  return done;

  /** Whether the text says something of a path, in which case what is missing of it is noted. */
  function put(path: Path, value: AST.TOMLContentNode): boolean {
    const entry = known.find((one) => equal(one.path, path));
    if (!entry) {
      if (value.type !== 'TOMLInlineTable' || !has(path)) return false;
      const missing = value.body.filter((pair) => !put([...path, ...keysOf(pair.key)], pair.value));
      if (missing.length > 0) addPairs(path, path.map(String).join('.'), missing);
      return true;
    }
    const have = entry.pair.value;
    if (have.type === 'TOMLArray' && value.type === 'TOMLArray') {
      const items = have.elements.map((one) => getStaticTOMLValue(one));
      const missing = value.elements.filter(
        (one) => !items.some((item) => same(item, getStaticTOMLValue(one))),
      );
      const texts = missing.map(({ range }) => addition.slice(...range));
      if (texts.length > 0) insertions.push(...intoBrackets(text, bracketsOf(have, have.elements), texts));
    } else if (have.type === 'TOMLInlineTable' && value.type === 'TOMLInlineTable') {
      const missing = value.body.filter((pair) => !put([...path, ...keysOf(pair.key)], pair.value));
      const texts = missing.map(({ range }) => addition.slice(...range));
      if (texts.length > 0) insertions.push(...intoBrackets(text, bracketsOf(have, have.body), texts));
    } else if (have.type !== 'TOMLValue' || value.type !== 'TOMLValue') {
      throw new UserError(say`has something else at ${path.join('.')} than is to be added: add it by hand.`);
    }
    return true;
  }

  function has(path: Path): boolean {
    return valueAt(getStaticTOMLValue(mine), path) !== undefined;
  }

  /** Puts keys into their table, which is made where it is missing. */
  function addPairs(path: Path, name: string, pairs: readonly AST.TOMLKeyValue[]): void {
    const lines = pairs.map((pair) => blockOf(addition, pair));
    const table = tablesOf(mine).find(
      ({ resolvedKey, kind }) => kind === 'standard' && equal(resolvedKey, path),
    );
    const inline = known.find((one) => equal(one.path, path))?.pair.value;
    if (inline?.type === 'TOMLInlineTable') {
      const texts = pairs.map(({ range }) => addition.slice(...range));
      insertions.push(...intoBrackets(text, bracketsOf(inline, inline.body), texts));
    } else if (path.length === 0) {
      const last = mine.body[0].body.filter(({ type }) => type === 'TOMLKeyValue').at(-1);
      if (last)
        insertions.push({ at: lineEnd(text, last.range[1]), text: lines.map((one) => `\n${one}`).join('') });
      else insertions.push({ at: 0, text: `${lines.join('\n')}\n${text.trim() === '' ? '' : '\n'}` });
    } else if (table) {
      const last = table.body.at(-1);
      const indent = last ? last.loc.start.column : table.loc.start.column;
      const block = lines.map((one) => `\n${' '.repeat(indent)}${shift(one, indent)}`).join('');
      insertions.push({ at: lineEnd(text, (last ?? table.key).range[1]), text: block });
    } else {
      newTables.push([`[${name}]`, ...lines].join('\n'));
    }
  }
}

/** The value that TOML holds, for those who plan a merge. @throws a sentence without the path */
export const tomlValue = (text: string): unknown => getStaticTOMLValue(read(text));

function read(text: string): AST.TOMLProgram {
  try {
    return parseTOML(text);
  } catch (error) {
    if (error instanceof ParseError)
      throw new UserError(
        say`is not valid TOML (line ${error.lineNumber}: ${error.message}): mend it, then try again.`,
      );
    throw error;
  }
}

const keysOf = ({ keys }: AST.TOMLKey): string[] =>
  keys.map((key) => (key.type === 'TOMLBare' ? key.name : key.value));

const tablesOf = (program: AST.TOMLProgram): AST.TOMLTable[] =>
  program.body[0].body.filter((node) => node.type === 'TOMLTable');

/** The keys above all tables, then each table with its keys. */
function partsOf(program: AST.TOMLProgram): {
  readonly path: Path;
  readonly table?: AST.TOMLTable;
  readonly pairs: readonly AST.TOMLKeyValue[];
}[] {
  const top = program.body[0].body.filter((node) => node.type === 'TOMLKeyValue');
  return [
    ...(top.length > 0 ? [{ path: [], pairs: top }] : []),
    ...tablesOf(program).map((table) => ({ path: table.resolvedKey, table, pairs: table.body })),
  ];
}

/** All keys, those of inline tables included. */
function entriesOf(program: AST.TOMLProgram): Entry[] {
  const below = (path: Path, pair: AST.TOMLKeyValue): Entry[] => {
    const own = [...path, ...keysOf(pair.key)];
    const inner = pair.value.type === 'TOMLInlineTable' ? pair.value.body : [];
    return [{ path: own, pair }, ...inner.flatMap((one) => below(own, one))];
  };
  return partsOf(program).flatMap(({ path, pairs }) => pairs.flatMap((pair) => below(path, pair)));
}

/** A key or a table as it is written, with the comments above and beside it. */
function blockOf(text: string, { range: [start, end] }: AST.TOMLKeyValue | AST.TOMLTable): string {
  return [...commentsAbove(text, start), cut(text, start, lineEnd(text, end))].join('\n');
}

const bracketsOf = ({ range }: AST.TOMLContentNode, items: readonly { readonly range: AST.Range }[]) => ({
  start: range[0],
  end: range[1],
  items: items.map((item) => ({ start: item.range[0], end: item.range[1] })),
});

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (at, key) =>
      typeof at === 'object' && at !== null ? (at as Record<string | number, unknown>)[key] : undefined,
    value,
  );
}
