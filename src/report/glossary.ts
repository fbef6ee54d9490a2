import { glossary } from '../guide/glossary.ts';
import { escapeHtml } from '../guide/markdown.ts';
import { titleOf } from '../guide/titles.ts';
import { say } from '../text.ts';
import { type Html, pageLink, type Writing } from './html.ts';

/** The terms of the field, each with its definition and the page that tells more. */
export function glossaryPage({ t, language }: Writing): Html {
  const entries = glossary(language).map(
    ({ id, term, definition, see }) =>
      `<dt id="${escapeHtml(id)}" tabindex="-1">${escapeHtml(term)}</dt><dd>${escapeHtml(definition)} ${pageLink(see, titleOf(see, language))}</dd>`,
  );
  return [
    `<header><p class="crumbs">${pageLink('overview', t(say`Overview`))}</p><h1>${escapeHtml(t(say`Glossary`))}</h1></header>`,
    `<dl class="glossary">${entries.join('')}</dl>`,
  ].join('\n');
}
