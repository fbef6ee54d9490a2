/** A dotted name as far as it is known; `imported` where it starts at an import of the file. */
export interface Name {
  readonly text: string;
  readonly imported: boolean;
}

/** The names that are known at a place in the source: what they were imported as, or which instance they hold. */
export class Names {
  readonly #outer: Names | undefined;
  readonly #known = new Map<string, Name | undefined>();
  readonly #shared = new Set<string>();

  constructor(outer?: Names) {
    this.#outer = outer;
  }

  import(local: string, full: string): void {
    this.#known.set(local, { text: full, imported: true });
  }

  /** @param held the instance; undefined where nothing is known of it, which hides an outer name */
  assign(local: string, held: Name | undefined): void {
    // An attribute set in one method is read in others.
    const scope = this.#shared.has(local)
      ? this.#root()
      : local.startsWith('self.')
        ? (this.#outer ?? this)
        : this;
    if (held || !local.startsWith('self.')) scope.#known.set(local, held);
  }

  /** `global local`: the name is that of the module. */
  share(local: string): void {
    this.#shared.add(local);
  }

  #root(): Names {
    return this.#outer ? this.#outer.#root() : this;
  }

  of(local: string): Name {
    if (this.#known.has(local)) return this.#known.get(local) ?? { text: local, imported: false };
    return this.#outer?.of(local) ?? { text: local, imported: false };
  }

  member(of: Name, properties: readonly string[]): Name {
    return { text: [of.text, ...properties].join('.'), imported: of.imported };
  }

  /** The full name of a dotted one as it is written. */
  dotted(text: string): Name {
    const [first = '', ...rest] = text.split('.');
    return this.member(this.of(first), rest);
  }
}
