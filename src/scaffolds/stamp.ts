/** Which template a file was generated from: the id of its scaffold, and a hash of what the template was. */
export interface Stamp {
  readonly scaffold: string;
  readonly version: string;
}

/** How a line of comment is written, by the name of the file; formats without comments are not here. */
const comments: readonly (readonly [RegExp, (text: string) => string])[] = [
  [/\.(md|html?)$/, (text) => `<!-- ${text} -->`],
  [/\.(ts|js|jsonc|bicep|groovy)$|(^|\/)devcontainer\.json$/, (text) => `// ${text}`],
  [/\.sql$/, (text) => `-- ${text}`],
  [
    /\.(ya?ml|toml|py|sh|tf|tfvars|cfg|ini|conf|env|txt|r|R|jl)$|(^|\/)(Dockerfile|Makefile|CODEOWNERS|\.[a-z]+ignore|\.env\.example)$/,
    (text) => `# ${text}`,
  ],
];

/** What has to stand in the first line of a file. */
const first = /^(#!|# syntax=|# yaml-language-server:|# -\*- coding|<!doctype)/i;

/** Marks a generated text, where its format has comments: at the end of a page, at the top of anything else. */
export function stamped(path: string, content: string, { scaffold, version }: Stamp): string {
  const comment = comments.find(([pattern]) => pattern.test(path))?.[1];
  if (!comment || content.trim() === '') return content;
  const line = `${comment(`mlops-guide: ${scaffold}@${version}`)}\n`;
  if (/\.(md|html?)$/.test(path)) return `${content.trimEnd()}\n\n${line}`;
  const at = first.test(content) ? content.indexOf('\n') + 1 : 0;
  return content.slice(0, at) + line + content.slice(at);
}

/** The mark of a text; undefined where it has none. */
export function stampOf(text: string): Stamp | undefined {
  const [, scaffold, version] = /^(?:#|\/\/|--|<!--) mlops-guide: ([\w-]+)@([0-9a-f]{8})\b/m.exec(text) ?? [];
  return scaffold && version ? { scaffold, version } : undefined;
}

/** Whether a file of this name can have a mark. */
export const canBeStamped = (path: string): boolean => comments.some(([pattern]) => pattern.test(path));

/** The version of templates: a short hash of their texts and of what they pin. */
export async function versionOf(
  templates: readonly string[],
  pins: Readonly<Record<string, string>>,
): Promise<string> {
  const used = templates.flatMap((text) =>
    [...text.matchAll(/<%&?\s*pin\.([\w.-]+)/g)].map(([, name = '']) => `${name} ${pins[name] ?? ''}`),
  );
  const bytes = new TextEncoder().encode([...templates, ...used].join('\0').replaceAll('\r\n', '\n'));
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...hash.slice(0, 4)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
