import type { PracticeResult } from '../assessment/assess.ts';
import type { Example } from '../guide/examples.ts';
import { findTerms } from '../guide/glossary.ts';
import { escapeHtml, renderMarkdown } from '../guide/markdown.ts';
import type { Page } from '../guide/page.ts';
import { effortOf, statementOf, titleOf } from '../guide/titles.ts';
import { practices, sections } from '../practices/index.ts';
import type { Practice } from '../practices/practice.ts';
import type { Scaffold } from '../scaffolds/scaffold.ts';
import { say } from '../text.ts';
import { button, pageLink, placeLink, type Writing, webLink } from './html.ts';
import { effortNames, verdictNames } from './text.ts';

export interface PracticePage extends Writing {
  readonly practice: Practice;
  /** Undefined until a folder has been assessed. */
  readonly result: PracticeResult | undefined;
  readonly page: Page;
  readonly examples: readonly Example[];
  /** Those that can be applied now. */
  readonly scaffolds: readonly Scaffold[];
}

/**
 * The page of a practice as HTML, without its frame. Buttons and links carry what they do in `data-command` and its
 * arguments in `data-*`; everything that comes from a repository is escaped.
 */
export function practicePage({
  practice,
  result,
  page,
  examples,
  scaffolds,
  language,
  t,
}: PracticePage): string {
  const id = practice.id;
  const section = sections.find((one) => id.startsWith(`${one.id}/`));
  const at = practices.findIndex((one) => one.id === id);
  const [previous, next] = [practices[at - 1], practices[at + 1]];
  const terms = findTerms(language);
  return [
    `<header>`,
    `<p class="crumbs">${pageLink('overview', t(say`Overview`))} · ${escapeHtml(section ? t(section.title) : '')} · ${practice.number} / ${practices.length}`,
    previous ? pageLink(previous.id, '←', t(say`Previous: ${titleOf(previous.id, language)}`)) : '',
    next ? pageLink(next.id, '→', t(say`Next: ${titleOf(next.id, language)}`)) : '',
    `</p>`,
    `<h1>${escapeHtml(page.title)}</h1>`,
    `<p class="statement">${escapeHtml(statementOf(id, language))}</p>`,
    `<p class="verdict ${result?.verdict ?? ''}">${result ? verdictOf(result, t) : ''}`,
    ` <span class="effort">${escapeHtml(t(say`effort: ${effortNames[effortOf(id)]}`))}</span></p>`,
    result ? reasons(result, t) : '',
    `<p class="actions">`,
    ...scaffolds.map((one) => button('fix', t(say`Scaffold: ${one.title}`), { id, scaffold: one.id })),
    result && result.verdict !== 'not-applicable'
      ? button('answer', t(say`Record an answer`), { id }, 'secondary')
      : '',
    button('copyMarkdown', t(say`Copy as Markdown`), { id }, 'secondary'),
    button('copyLink', t(say`Copy link`), { id }, 'secondary'),
    button('print', t(say`Print`), { id }, 'secondary'),
    `</p>`,
    `</header>`,
    evidenceList(result?.evidence ?? [], practice.mode === 'attest' ? t(say`Hints`) : t(say`Evidence`), t),
    ...page.sections.map(
      ({ heading, markdown }) =>
        `<section><h2>${escapeHtml(heading)}</h2>${renderMarkdown(markdown, terms)}</section>`,
    ),
    exampleList(examples, t),
    `<nav aria-label="${escapeHtml(t(say`Practices`))}">`,
    previous
      ? button('explain', `← ${titleOf(previous.id, language)}`, { id: previous.id }, 'secondary')
      : '',
    next ? button('explain', `${titleOf(next.id, language)} →`, { id: next.id }, 'secondary') : '',
    `</nav>`,
  ].join('\n');
}

function verdictOf({ verdict, answer }: PracticeResult, t: PracticePage['t']): string {
  const by = answer && t(say`answered by ${answer.by ?? '–'} on ${answer.on ?? '–'}`);
  return `<span class="mark" aria-hidden="true"></span>${escapeHtml(t(verdictNames[verdict]))}${by ? ` <span class="by">${escapeHtml(by)}</span>` : ''}`;
}

/** What is lacking, what was answered, and why the answer wants another look. */
const reasons = ({ verdict, lacking, answer, doubt }: PracticeResult, t: PracticePage['t']): string =>
  [
    verdict === 'partial' && lacking
      ? `<p class="lacking">${escapeHtml(t(say`lacking: ${lacking}`))}</p>`
      : '',
    answer?.note
      ? `<blockquote class="note">${escapeHtml(answer.note)}${answer.link ? ` ${webLink(answer.link)}` : ''}</blockquote>`
      : '',
    doubt ? `<p class="doubt" role="note">${escapeHtml(t(doubt))}</p>` : '',
  ].join('');

function evidenceList(evidence: PracticeResult['evidence'], title: string, t: PracticePage['t']): string {
  if (evidence.length === 0) return '';
  const items = evidence.map(({ path, line, note }) => {
    return `<li>${placeLink(path, line)} <span>${escapeHtml(t(note))}</span></li>`;
  });
  return `<section class="evidence"><h2>${escapeHtml(title)}</h2><ul>${items.join('')}</ul></section>`;
}

function exampleList(examples: readonly Example[], t: PracticePage['t']): string {
  if (examples.length === 0) return '';
  const one = ({ verdict, caption, files }: Example) => {
    const name = verdictNames[verdict as keyof typeof verdictNames];
    const fences = files.map(
      ({ path, content }) =>
        `<figure><figcaption><code>${escapeHtml(path)}</code></figcaption><pre><code>${escapeHtml(content)}</code></pre></figure>`,
    );
    return `<details><summary>${escapeHtml(`${name ? t(name) : verdict}: ${t({ message: caption, values: [] })}`)}</summary>${fences.join('')}</details>`;
  };
  return `<section class="examples"><h2>${escapeHtml(t(say`Examples of verdicts`))}</h2>${examples.map(one).join('')}</section>`;
}
