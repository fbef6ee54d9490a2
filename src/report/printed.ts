import { escapeHtml } from '../guide/markdown.ts';
import type { Language } from '../guide/titles.ts';
import type { Html } from './html.ts';

/** What a printed page runs, and nothing else: the policy of the page names its hash. */
export const script = 'print()';
export const scriptHash = 'sha256-Ul1RMxNBbPGH9E+ofhdT7m0RVSwiCXU33cMrTtNPpo8=';

/**
 * A page as a file of its own, which a browser prints as it opens it.
 * @param style the whole of dist/print.css
 */
export function printedPage(title: string, page: Html, language: Language, style: string): Html {
  const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src '${scriptHash}'`;
  return `<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${escapeHtml(title)}</title>
<style>
${style}</style>
</head>
<body>
<main>${page}</main>
<script>${script}</script>
</body>
</html>
`;
}
