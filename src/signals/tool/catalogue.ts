import entries from '../../../content/tools.yaml';

/** What proves that a tool, or one role of it, is in use. Each is a list of patterns in which `*` is any run of characters. */
export interface Signs {
  readonly packages?: readonly string[];
  readonly imports?: readonly string[];
  readonly calls?: readonly string[];
  readonly commands?: readonly string[];
  readonly actions?: readonly string[];
  readonly images?: readonly string[];
  readonly files?: readonly string[];
  readonly tables?: readonly string[];
  readonly hooks?: readonly string[];
  readonly kinds?: readonly string[];
  readonly resources?: readonly string[];
}

export type Pipeline = 'creation' | 'scoring' | 'monitoring' | 'refresh';

/** An entry of content/tools.yaml, which says what its fields mean. */
export interface Tool extends Signs {
  readonly id: string;
  readonly name: string;
  readonly link: string;
  readonly checked: string;
  readonly roles: Readonly<Record<string, Signs>>;
  readonly pipelines: readonly Pipeline[];
}

/** Every tool the product knows; content/tools.schema.json is held against the file by the build. */
export const tools = entries as readonly Tool[];

/** A test for a pattern in which `*` is any run of characters. */
export function wildcard(pattern: string): (text: string) => boolean {
  if (!pattern.includes('*')) return (text) => text === pattern;
  const source = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  const test = new RegExp(`^${source.join('.*')}$`);
  return (text) => test.test(text);
}
