export type Scalar = string | number | boolean | null;

interface Children {
  readonly entries?: readonly (readonly [string, Located])[];
  readonly items?: readonly Located[];
}

/** A value of a YAML, TOML, JSON or INI file that knows its line (from 1). Children are built when asked for. */
export class Located {
  readonly line: number;
  /** Undefined for maps and lists. */
  readonly value: Scalar | undefined;
  readonly #build: () => Children;
  #children: Children | undefined;

  constructor(line: number, value: Scalar | undefined, build: () => Children = () => ({})) {
    this.line = line;
    this.value = value;
    this.#build = build;
  }

  get #known(): Children {
    this.#children ??= this.#build();
    return this.#children;
  }

  /** The pairs of a map, in order; empty for anything else. */
  get entries(): readonly (readonly [string, Located])[] {
    return this.#known.entries ?? [];
  }

  /** The items of a list, in order; empty for anything else. */
  get items(): readonly Located[] {
    return this.#known.items ?? [];
  }

  get isMap(): boolean {
    return this.#known.entries !== undefined;
  }

  get isList(): boolean {
    return this.#known.items !== undefined;
  }

  /** The value at a path of keys. */
  get(...keys: string[]): Located | undefined {
    let found: Located | undefined = this;
    for (const key of keys) found = found?.entries.find(([name]) => name === key)?.[1];
    return found;
  }

  keys(): string[] {
    return this.entries.map(([key]) => key);
  }

  /** The value as text; undefined for maps, lists and null. */
  get text(): string | undefined {
    return this.value === undefined || this.value === null ? undefined : String(this.value);
  }

  /** Its own text, or the texts of its items: many formats take one or several. */
  get texts(): string[] {
    return this.isList
      ? this.items.flatMap((item) => item.text ?? [])
      : this.text === undefined
        ? []
        : [this.text];
  }

  /** This value and all below it, each with its key (a list's items carry the list's key). */
  *walk(key = '', depth = 0): Generator<readonly [string, Located]> {
    yield [key, this];
    // Aliases can make a YAML file endless.
    if (depth > 30) return;
    for (const [name, child] of this.entries) yield* child.walk(name, depth + 1);
    for (const item of this.items) yield* item.walk(key, depth + 1);
  }
}
