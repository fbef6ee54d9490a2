import MarkdownIt, { type Token } from 'markdown-it';
import type { TermFinder } from './glossary.ts';

const renderer = new MarkdownIt({ html: false, linkify: false, typographer: false });

/**
 * Markdown as HTML. HTML in it is shown as text, and links lead to the web or nowhere.
 * @param terms given: terms of the glossary are linked, but not in headings, links and code
 */
export const renderMarkdown = (markdown: string, terms?: TermFinder): string =>
  renderer.render(markdown, { terms });

renderer.validateLink = (url) => /^https:\/\//.test(url);

renderer.core.ruler.push('terms', ({ tokens, env, Token }) => {
  const terms = (env as { terms?: TermFinder } | undefined)?.terms;
  if (!terms) return;
  for (const [at, token] of tokens.entries())
    if (token.type === 'inline' && tokens[at - 1]?.type !== 'heading_open')
      token.children = linkTerms(token.children ?? [], terms, Token);
});

function linkTerms(tokens: readonly Token[], terms: TermFinder, Token_: typeof Token): Token[] {
  let links = 0;
  return tokens.flatMap((token) => {
    if (token.type === 'link_open') links++;
    if (token.type === 'link_close') links--;
    if (token.type !== 'text' || links > 0) return [token];
    return terms.split(token.content).flatMap(({ text, term }) => {
      const words = new Token_('text', '', 0);
      words.content = text;
      if (!term) return [words];
      const open = new Token_('link_open', 'a', 1);
      open.attrs = [
        ['class', 'term'],
        ['href', '#'],
        ['title', term.definition],
        ['data-command', 'explain'],
        ['data-id', `glossary#${term.id}`],
      ];
      return [open, words, new Token_('link_close', 'a', -1)];
    });
  });
}

/** What a workspace holds is shown as it is, not as Markdown. */
export const escapeMarkdown = (text: string): string => text.replace(/[\\`*_{}[\]#<>|~]/g, '\\$&');

export const escapeHtml = (text: string): string => renderer.utils.escapeHtml(text);
