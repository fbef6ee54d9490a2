import * as vscode from 'vscode';
import { readBundle } from '../guide/language.ts';
import type { Language } from '../guide/titles.ts';
import { type Bundle, render, type Text } from '../text.ts';
import { virtualFiles } from './files.ts';

/** The language that the product speaks: of the setting, or else of the editor. */
export interface Tongue {
  readonly language: Language;
  readonly bundle: Bundle;
  /** Writes a sentence in it. */
  readonly t: (text: Text) => string;
}

/** Reads the present language and its sentences. */
export async function readTongue(extension: vscode.Uri): Promise<Tongue> {
  const setting = vscode.workspace.getConfiguration('mlopsGuide').get<string>('language', 'auto');
  const language: Language =
    setting === 'ja' || (setting === 'auto' && vscode.env.language.startsWith('ja')) ? 'ja' : 'en';
  const bundle = await readBundle(virtualFiles(extension), language);
  return { language, bundle, t: (text) => render(text, bundle) };
}
