import type { Parameter } from '../formats/python/code.ts';

/** What a parameter of a function of the repository takes, as its name, type and default tell it. */
export interface Taken {
  readonly name: string;
  /** A table, its inputs or its outcome; a path to it; or a plain value. */
  readonly kind: 'rows' | 'inputs' | 'outcome' | 'path' | 'str' | 'int' | 'float';
  /** Whether a path is asked for as text. */
  readonly text?: boolean;
  /** Its default, as Python writes it. */
  readonly default?: string;
}

const tables = /^(df|data|rows|frame|table|dataset|raw|train|train_(df|data|rows)|dataframe|records)$/i;
const inputs = /^(x|x_train|features|train_x|inputs)$/i;
const outcomes = /^(y|y_train|labels?|targets?|train_y|outcomes?)$/i;
const paths = /(^|_)(path|file|filename|csv|parquet|source|input|data)$/i;
const plain: Readonly<Record<string, 'str' | 'int' | 'float'>> = { str: 'str', int: 'int', float: 'float' };

/**
 * What a function has to be given to be called, and what it can be given.
 * @returns undefined where a parameter needs something that only its authors know
 */
export function takenBy(parameters: readonly Parameter[]): readonly Taken[] | undefined {
  const taken = parameters.map(kindOf);
  return taken.every((one) => one !== undefined) ? taken.filter((one) => one !== null) : undefined;
}

/** Null for what can be left out. */
function kindOf({ name, type = '', default: value }: Parameter): Taken | null | undefined {
  if (name.startsWith('*')) return null;
  const path = /Path\b/.test(type) || (/^str\b/.test(type) && paths.test(name));
  const simple = plain[type.replace(/\s*\|\s*None$/, '')];
  const number = /^-?\d+$/.test(value ?? '')
    ? 'int'
    : /^-?\d*\.\d+(e-?\d+)?$|^\d+e-?\d+$/.test(value ?? '')
      ? 'float'
      : undefined;
  if (value !== undefined) {
    if (number && (!type || simple))
      return { name, kind: simple === 'float' ? 'float' : number, default: value };
    return path && /^[\w./-]+$/.test(value) && value !== 'None'
      ? { name, kind: 'path', text: !/Path/.test(type), default: JSON.stringify(value) }
      : null;
  }
  if (path) return { name, kind: 'path', text: !/Path/.test(type) };
  if (simple) return { name, kind: simple };
  if (type !== '' && !/DataFrame|ndarray|Series|array/i.test(type)) return undefined;
  if (inputs.test(name)) return { name, kind: 'inputs' };
  if (outcomes.test(name)) return { name, kind: 'outcome' };
  if (tables.test(name) || /DataFrame/.test(type)) return { name, kind: 'rows' };
  return type === '' && paths.test(name) ? { name, kind: 'path', text: true } : undefined;
}
