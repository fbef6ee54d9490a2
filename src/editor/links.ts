import * as vscode from 'vscode';
import { practices } from '../practices/index.ts';
import { say, UserError } from '../text.ts';

/** The address of a practice's page, which opens it in the editor that it is followed on. */
export const linkTo = (extensionId: string, practice: string): vscode.Uri =>
  vscode.Uri.from({ scheme: vscode.env.uriScheme, authority: extensionId, path: `/practice/${practice}` });

/**
 * The practice that an address leads to.
 * @throws where there is none, with a sentence
 */
export function practiceAt({ path }: vscode.Uri): string {
  const practice = practices.find(({ id }) => path === `/practice/${id}`);
  if (!practice)
    throw new UserError(
      say`The link ${path} leads to no practice of this version: open the overview to find it.`,
    );
  return practice.id;
}
