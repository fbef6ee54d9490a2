import type { Files } from '../files/files.ts';
import type { Bundle } from '../text.ts';
import type { Language } from './titles.ts';

/**
 * The sentences of the product in a language, in the format of `vscode.l10n` bundles.
 * @param package_ where l10n/ can be read
 */
export async function readBundle(package_: Files, language: Language): Promise<Bundle> {
  if (language === 'en') return {};
  const bytes = await package_.read(`l10n/bundle.l10n.${language}.json`);
  return JSON.parse(new TextDecoder().decode(bytes)) as Bundle;
}
