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
  readonly outputs?: unknown;
}

/** Reads a Jupyter notebook (nbformat 3 and 4). Throws where it is not one. */
export function readNotebook(text: string): Notebook {
  const notebook = parse(text);
  const metadata = notebook['metadata'] as
    | { language_info?: { name?: string }; kernelspec?: { language?: string } }
    | undefined;
  const language = metadata?.language_info?.name ?? metadata?.kernelspec?.language ?? 'python';
  const code: string[] = [];
  const lines: number[] = [];
  const commands: { text: string; line: number }[] = [];
  const prose: string[] = [];
  const lineOf = finder(text);
  let outputSize = 0;
  for (const cell of cellsOf(notebook)) {
    const source = sourceOf(cell);
    const shell = /^%%(bash|sh|shell)\b/.test(source[0] ?? '');
    const other = !shell && /^%%(?!time\b|timeit\b|capture\b)/.test(source[0] ?? '');
    if (cell.cell_type === 'markdown') prose.push(source.join('\n'));
    if (cell.cell_type !== 'code') continue;
    if (Array.isArray(cell.outputs) && cell.outputs.length > 0)
      outputSize += JSON.stringify(cell.outputs).length;
    for (const raw of source) {
      const line = lineOf(raw);
      const command = shell ? raw : /^\s*(?:!|%(?=pip\b|conda\b|sh\b))\s*(.+)$/.exec(raw)?.[1];
      if (command !== undefined && !command.startsWith('%%')) commands.push({ text: command, line });
      code.push(shell || other || /^\s*[!%?]/.test(raw) ? '' : raw);
      lines.push(line);
    }
  }
  return {
    code: code.join('\n'),
    lines,
    commands,
    prose: prose.join('\n\n'),
    language: language.toLowerCase(),
    outputSize,
  };
}

function parse(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && ('cells' in value || 'worksheets' in value)) {
      return value as Record<string, unknown>;
    }
  } catch {
    throw new Error('is not valid JSON, so it is not a notebook');
  }
  throw new Error('is not a notebook: it has no cells');
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

function sourceOf(cell: Cell): string[] {
  const source = cell.source ?? (cell as { input?: unknown }).input;
  const text = Array.isArray(source) ? source.join('') : typeof source === 'string' ? source : '';
  return text.split('\n');
}

/** Finds the lines of a notebook file in turn: its sources stand in it as JSON strings, in order. */
function finder(text: string): (source: string) => number {
  let offset = 0;
  let line = 1;
  return (source) => {
    const written = JSON.stringify(source).slice(1, -1);
    const found = written.trim() === '' ? -1 : text.indexOf(written, offset);
    if (found >= 0) {
      for (let at = text.indexOf('\n', offset); at >= 0 && at < found; at = text.indexOf('\n', at + 1))
        line++;
      offset = found;
    }
    return line;
  };
}
