import { readAsciiDoc } from '../formats/asciiDoc.ts';
import { readIni } from '../formats/ini.ts';
import { readJson } from '../formats/json.ts';
import type { Located } from '../formats/located.ts';
import { type MarkupDocument, readMarkdown } from '../formats/markup.ts';
import { type Notebook, readNotebook } from '../formats/notebook.ts';
import type { PythonCode } from '../formats/python/code.ts';
import { readPython } from '../formats/python/read.ts';
import { readRestructuredText } from '../formats/restructuredText.ts';
import { readToml } from '../formats/toml.ts';
import { readYaml } from '../formats/yaml.ts';

/** The text of a file, and its content in the formats it can have; each is read once, and throws where it is not one. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
  /** All documents of the file. */
  yaml(): readonly Located[];
  toml(): Located;
  json(): Located;
  ini(): Located;
  python(): PythonCode;
  notebook(): Notebook;
  markup(): MarkupDocument;
}

export function sourceFile(path: string, text: string): SourceFile {
  const once = <T>(read: (text: string) => T) => {
    let known: { value: T } | undefined;
    return () => {
      known ??= { value: read(text) };
      return known.value;
    };
  };
  return {
    path,
    text,
    yaml: once(readYaml),
    toml: once(readToml),
    json: once(readJson),
    ini: once(readIni),
    python: once(readPython),
    notebook: once(readNotebook),
    markup: once(markupReader(path)),
  };
}

const markupReader = (path: string) =>
  /\.(rst|txt)$/i.test(path)
    ? readRestructuredText
    : /\.(adoc|asciidoc)$/i.test(path)
      ? readAsciiDoc
      : readMarkdown;
