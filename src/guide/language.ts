import type { Files } from '../files/files.ts';
import { type Bundle, render, type Text } from '../text.ts';
import type { Language } from './titles.ts';

/** The language that the product speaks. */
export interface Tongue {
  readonly language: Language;
  readonly bundle: Bundle;
  /** Writes a sentence in it. */
  readonly t: (text: Text) => string;
}

/**
 * Reads the sentences of the product in a language, in the format of `vscode.l10n` bundles.
 * @param package_ where l10n/ can be read
 */
export async function readTongue(package_: Files, language: Language): Promise<Tongue> {
  const bundle = language === 'en' ? {} : await readBundle(package_, language);
  return { language, bundle, t: (text) => render(text, bundle) };
}

async function readBundle(package_: Files, language: Language): Promise<Bundle> {
  const bytes = await package_.read(`l10n/bundle.l10n.${language}.json`);
  return JSON.parse(new TextDecoder().decode(bytes)) as Bundle;
}
