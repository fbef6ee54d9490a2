import { visit } from 'jsonc-parser';
import { say, UserError } from '../text.ts';

/** A notebook, split into what people wrote and what came out. */
export interface Notebook {
  /** All code cells as one Python text; magics and shell lines are blank in it. */
  readonly code: string;
  /** For each line of `code`, the line of the `.ipynb` file that holds it. */
  readonly lines: readonly number[];
  /** Shell commands: `!pip install x`, `%pip install x`, and `%%bash` cells. */
  readonly commands: readonly { readonly text: string; readonly line: number }[];
  /** The Markdown cells, joined. */
  readonly prose: string;
  /** The language of the kernel in lower case; `python` where the notebook does not say. */
  readonly language: string;
  /** Bytes of stored outputs, roughly. */
  readonly outputSize: number;
}

interface Cell {
  readonly cell_type?: unknown;
  readonly source?: unknown;
  readonly input?: unknown;
  readonly outputs?: unknown;
  readonly level?: unknown;
}

interface Line {
  readonly text: string;
  readonly line: number;
}

/** Reads a Jupyter notebook (nbformat 3 and 4). Throws where it is not one. */
export function readNotebook(text: string): Notebook {
  const notebook = parse(text);
  const linesOf = sourceLines(text);
  const code: Line[] = [];
  const commands: Line[] = [];
  const prose: string[] = [];
  let outputSize = 0;
  cellsOf(notebook).forEach((cell, index) => {
    const source = sourceOf(cell, linesOf[index] ?? []);
    if (cell.cell_type === 'markdown') prose.push(source.map(({ text }) => text).join('\n'));
    if (cell.cell_type === 'heading')
      prose.push(`${'#'.repeat(Number(cell.level) || 1)} ${source[0]?.text ?? ''}`);
    if (cell.cell_type !== 'code') return;
    if (Array.isArray(cell.outputs) && cell.outputs.length > 0)
      outputSize += JSON.stringify(cell.outputs).length;
    const read = readCode(source);
    code.push(...read.code);
    commands.push(...read.commands);
  });
  return {
    code: code.map(({ text }) => text).join('\n'),
    lines: code.map(({ line }) => line),
    commands,
    prose: prose.join('\n\n'),
    language: languageOf(notebook),
    outputSize,
  };
}

/** Magics whose cell is still Python. */
const pythonCell =
  /^%%(time|timeit|capture|prun|memit|python3?|pyspark|spark|local|wandb)\b|^%%(writefile|file)\b.*\.py\s*$/;
const shellCell = /^%%(bash|sh|shell)\b/;
/** A shell command, also where its output is kept: `files = !ls`. */
const shellLine =
  /^(\s*)(?:[\w, ]+=\s*)?(?:!{1,2}(?!=)|%(?=(?:pip|conda|mamba|uv)\b)|%(?:sh|sx|system)\b)\s*(.+)$/;
/** Magics that time the statement behind them. */
const timing = /^(\s*)%(?:time|timeit|prun|memit)\s+(?!-)/;
const magic = /^(\s*)(?:(?:[\w, ]+=\s*)?%{1,2}[A-Za-z]|\?|[\w.]+\?{1,2}\s*$)/;

/** A code cell as Python and shell commands. */
function readCode(cell: readonly Line[]): {
  readonly code: readonly Line[];
  readonly commands: readonly Line[];
} {
  const first = cell[0]?.text ?? '';
  const blank = cell.map(({ line }) => ({ text: '', line }));
  if (shellCell.test(first))
    return { code: blank, commands: joinContinued(cell.slice(1)).filter(({ text }) => text.trim() !== '') };
  if (first.startsWith('%%') && !pythonCell.test(first)) return { code: blank, commands: [] };
  const code: Line[] = [];
  const commands: Line[] = [];
  for (const { text, line } of joinContinued(cell, shellLine)) {
    const [, indent = '', command] = shellLine.exec(text) ?? [];
    if (command !== undefined) commands.push({ text: command, line });
    const python = text.replace(timing, '$1');
    const before = command === undefined ? magic.exec(python)?.[1] : indent;
    // A block may hold nothing else.
    code.push({ text: before === undefined ? python : before && `${before}pass`, line });
  }
  return { code, commands };
}

/** Joins lines that end in a backslash, where the first of them is of this form. */
function joinContinued(lines: readonly Line[], form = /^/): Line[] {
  const joined: Line[] = [];
  let open = false;
  for (const one of lines) {
    const last = joined.at(-1);
    const text = one.text.replace(/\s*\\$/, '');
    if (open && last) joined[joined.length - 1] = { ...last, text: `${last.text} ${text.trim()}` };
    else joined.push(form.test(one.text) ? { ...one, text } : one);
    open = one.text.endsWith('\\') && (open || form.test(one.text));
  }
  return joined;
}

function languageOf(notebook: Record<string, unknown>): string {
  const { language_info, kernelspec } = (notebook['metadata'] ?? {}) as {
    readonly language_info?: { readonly name?: string };
    readonly kernelspec?: { readonly language?: string; readonly name?: string };
  };
  const kernel = /^(ir|julia|scala|spylon|almond|bash|deno|javascript|stata|sas|octave)\b/.exec(
    kernelspec?.name ?? '',
  );
  const language =
    language_info?.name ?? kernelspec?.language ?? kernel?.[1]?.replace(/^ir$/, 'r') ?? 'python';
  return language.toLowerCase();
}

function parse(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && ('cells' in value || 'worksheets' in value)) {
      return value as Record<string, unknown>;
    }
  } catch {
    throw new UserError(say`is not valid JSON, so it is not a notebook`);
  }
  throw new UserError(say`is not a notebook: it has no cells`);
}

function cellsOf(notebook: Record<string, unknown>): Cell[] {
  const sheets = notebook['worksheets'];
  const cells = Array.isArray(sheets)
    ? sheets.flatMap((sheet: { cells?: unknown }) => sheet.cells ?? [])
    : notebook['cells'];
  return (Array.isArray(cells) ? cells : []).filter(
    (cell): cell is Cell => typeof cell === 'object' && cell !== null,
  );
}

/** The lines of a cell, each with the line of the file where its text starts. */
function sourceOf(cell: Cell, at: readonly number[]): Line[] {
  const source = cell.source ?? cell.input ?? '';
  const parts = (Array.isArray(source) ? source : [source]).filter((part) => typeof part === 'string');
  const lines: Line[] = [];
  parts.forEach((part, index) => {
    const [first = '', ...more] = part.split('\n');
    const line = at[index] ?? at[0] ?? 1;
    // A line may go on in the next string.
    const open = lines.pop();
    lines.push(open?.text ? { ...open, text: open.text + first } : { text: first, line });
    lines.push(...more.map((text) => ({ text, line })));
  });
  return lines;
}

/** For each cell in turn, the lines of the file that hold the strings of its source. */
function sourceLines(text: string): readonly (readonly number[])[] {
  const lines = new Map<string, number[]>();
  let inSource = false;
  visit(text, {
    onObjectProperty: (name, _offset, _length, _line, _character, path) => {
      const cell = path().join('/');
      inSource = (name === 'source' || name === 'input') && /^(worksheets\/\d+\/)?cells\/\d+$/.test(cell);
      if (inSource) lines.set(cell, []);
    },
    onLiteralValue: (value, _offset, _length, line, _character, path) => {
      if (!inSource || typeof value !== 'string') return;
      const cell = /^(worksheets\/\d+\/)?cells\/\d+/.exec(path().join('/'))?.[0] ?? '';
      lines.get(cell)?.push(line + 1);
    },
  });
  return [...lines.values()];
}
