/** A sentence for people, kept apart from its values so that it can be said in another language. */
export interface Text {
  readonly message: string;
  readonly values: readonly (string | number | Text)[];
}

/** Translations by English message, in the format of `vscode.l10n` bundles (`{0}`, `{1}` … are the values). */
export type Bundle = Readonly<Record<string, string>>;

/** Says a sentence in English: say`${tool} is called` is the message "{0} is called" with one value. */
export function say(strings: TemplateStringsArray, ...values: (string | number | Text)[]): Text {
  const message = strings.reduce((whole, part, index) => `${whole}{${index - 1}}${part}`);
  return { message, values };
}

/** Several things one after another. */
export const inRow = ([first = say``, ...rest]: readonly Text[]): Text =>
  rest.length === 0 ? first : say`${first}, ${inRow(rest)}`;

/** Something that people can mend; what it says can be said in their language. */
export class UserError extends Error {
  readonly text: Text;

  constructor(text: Text) {
    super(render(text));
    this.text = text;
  }
}

/** What an error says; one that is not ours says it in its own words. */
export const saidBy = (error: unknown): Text =>
  error instanceof UserError ? error.text : say`${error instanceof Error ? error.message : String(error)}`;

/** Writes a sentence in the language of the bundle; English where the bundle does not hold it. */
export function render(text: Text, bundle: Bundle = {}): string {
  return (bundle[text.message] ?? text.message).replace(/\{(\d+)\}/g, (_, index) => {
    const value = text.values[Number(index)];
    return typeof value === 'object' ? render(value, bundle) : String(value ?? '');
  });
}
