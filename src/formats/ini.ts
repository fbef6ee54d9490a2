import { Located } from './located.ts';

/**
 * Reads the INI dialect of Python's configparser (setup.cfg, tox.ini, alembic.ini): indented lines continue a value.
 * No kept library gives the lines of its values, and those for JavaScript do not know continuation.
 */
export function readIni(text: string): Located {
  const sections = new Map<
    string,
    { line: number; values: Map<string, { line: number; lines: string[] }> }
  >();
  let section = { line: 1, values: new Map<string, { line: number; lines: string[] }>() };
  let value: { line: number; lines: string[] } | undefined;
  text.split(/\r?\n/).forEach((raw, index) => {
    const line = raw.replace(/(^|\s)[#;].*$/, '').trimEnd();
    const header = /^\[(.+)\]$/.exec(line);
    const pair = /^([^\s=:[][^=:]*?)\s*[=:]\s*(.*)$/.exec(line);
    if (line.trim() === '') return;
    if (header?.[1]) {
      section = sections.get(header[1]) ?? { line: index + 1, values: new Map() };
      sections.set(header[1], section);
      value = undefined;
    } else if (/^\s/.test(line) && value) {
      value.lines.push(line.trim());
    } else {
      // A key may stand alone.
      value = { line: index + 1, lines: pair?.[2] ? [pair[2]] : [] };
      section.values.set(pair?.[1] ?? line.trim(), value);
    }
  });
  return new Located(1, undefined, () => ({
    entries: [...sections].map(([name, { line, values }]) => [
      name,
      new Located(line, undefined, () => ({
        entries: [...values].map(([key, found]) => [key, new Located(found.line, found.lines.join('\n'))]),
      })),
    ]),
  }));
}
