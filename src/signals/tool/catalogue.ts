import type schema from '../../../content/tools.schema.json';
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

/** What a tool is for; content/tools.schema.json says what each means. */
export type Role = keyof typeof schema.definitions.tool.properties.roles.properties;

/** An entry of content/tools.yaml, which says what its fields mean. */
export interface Tool extends Signs {
  readonly id: string;
  readonly name: string;
  readonly link: string;
  readonly checked: string;
  /** The month or day when it was shut down, archived, or no longer supported. */
  readonly ended?: string;
  readonly roles: Readonly<Partial<Record<Role, Signs>>>;
  readonly pipelines: readonly Pipeline[];
}

/** Every tool the product knows; the build holds content/tools.schema.json against the file. */
export const tools = entries as readonly Tool[];

/** The roles of a tool, the main one first, each with the signs of its own. */
export const rolesOf = ({ roles }: Tool) => Object.entries(roles) as [Role, Signs][];

/** A test for patterns in which `*` is any run of characters: whether one of them is the whole text. */
export function wildcard(...patterns: readonly string[]): (text: string) => boolean {
  const [only = ''] = patterns;
  if (patterns.length === 1 && !only.includes('*')) return (text) => text === only;
  const sources = patterns.map((pattern) =>
    pattern
      .split('*')
      .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*'),
  );
  const test = new RegExp(`^(?:${sources.join('|')})$`, 's');
  return (text) => test.test(text);
}
