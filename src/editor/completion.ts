import * as vscode from 'vscode';
import schema from '../../content/answers.schema.json';
import { answersPath } from '../assessment/answers.ts';
import { titleOf } from '../guide/titles.ts';
import { practices } from '../practices/index.ts';
import type { Tongue } from './tongue.ts';

interface Schema {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly enum?: readonly string[];
  readonly $ref?: string;
}

const root = schema as unknown as Schema & { readonly definitions: Readonly<Record<string, Schema>> };

/** Follows a reference within the schema. */
const resolved = (at: Schema | undefined): Schema | undefined =>
  at?.$ref ? root.definitions[at.$ref.split('/').at(-1) ?? ''] : at;

/** The keys above a line, by indentation: the answers file is three levels deep at most. */
function pathAbove(document: vscode.TextDocument, line: number, indent: number): string[] {
  const path: string[] = [];
  let limit = indent;
  for (let at = line - 1; at >= 0 && limit > 0; at--) {
    const [, space = '', key] = /^(\s*)([\w/-]+):\s*(#.*)?$/.exec(document.lineAt(at).text) ?? [];
    if (key === undefined || space.length >= limit) continue;
    path.unshift(key);
    limit = space.length;
  }
  return path;
}

/** The title of a practice; for other keys what the schema says of them, which is translated as sentences are. */
const describe = (key: string, description: string, { t, language }: Tongue): string =>
  practices.some(({ id }) => id === key) ? titleOf(key, language) : t({ message: description, values: [] });

/**
 * Completes the answers file from its schema, for editors in which no YAML extension does it: that of Red Hat takes
 * the same schema from the manifest.
 */
export function createCompletion(tongue: () => Tongue): vscode.Disposable {
  const provider: vscode.CompletionItemProvider = {
    provideCompletionItems(document, position) {
      if (vscode.extensions.getExtension('redhat.vscode-yaml')) return [];
      const before = document.lineAt(position.line).text.slice(0, position.character);
      const [, space = '', key] = /^(\s*)(?:([\w/-]+):\s+)?[\w/-]*$/.exec(before) ?? [];
      const above = pathAbove(document, position.line, space.length);
      const parent = above.reduce<Schema | undefined>((at, name) => resolved(at?.properties?.[name]), root);
      const value = key ? resolved(parent?.properties?.[key]) : undefined;
      if (value)
        return (value.enum ?? []).map(
          (name) => new vscode.CompletionItem(name, vscode.CompletionItemKind.EnumMember),
        );
      return Object.entries(parent?.properties ?? {}).map(([name, { description = '' }]) => {
        const item = new vscode.CompletionItem(name, vscode.CompletionItemKind.Property);
        item.insertText = `${name}: `;
        item.documentation = describe(name, description, tongue());
        return item;
      });
    },
  };
  return vscode.languages.registerCompletionItemProvider(
    { pattern: `**/${answersPath}` },
    provider,
    ' ',
    '/',
  );
}
