import type { Tongue } from '../guide/language.ts';
import { escapeHtml } from '../guide/markdown.ts';

/** The language that a page is written in. */
export type Writing = Pick<Tongue, 'language' | 't'>;

/** HTML that may stand in a page as it is. Built by the functions of this file, which escape what they are given. */
export type Html = string;

const data = (values: Readonly<Record<string, string>>): string =>
  Object.entries(values)
    .map(([key, value]) => ` data-${key}="${escapeHtml(value)}"`)
    .join('');

/** A button that asks something of the editor. */
export const button = (
  command: string,
  label: string,
  values: Readonly<Record<string, string>> = {},
  appearance?: 'secondary',
): Html =>
  `<vscode-button data-command="${command}"${data(values)}${appearance ? ' secondary' : ''}>${escapeHtml(label)}</vscode-button>`;

/**
 * A link to another page of the guide, by its id.
 * @param name what is read out and shown in a tooltip, where the label is a sign
 * @param folder the address of the folder that the page is on, where it is another one
 */
export const pageLink = (id: string, label: string, name?: string, folder?: string): Html =>
  `<a href="#"${data({ command: 'explain', id, ...(folder && { folder }) })}${name ? ` aria-label="${escapeHtml(name)}" title="${escapeHtml(name)}"` : ''}>${escapeHtml(label)}</a>`;

/** A link to a line of the repository; what git itself tells has no line. */
export const placeLink = (path: string, line: number): Html =>
  path === '.git'
    ? '<code>git</code>'
    : `<a href="#"${data({ command: 'open', path, line: String(line) })}><code>${escapeHtml(`${path}:${line}`)}</code></a>`;

/** A link to the web. */
export const webLink = (address: string, label = address): Html =>
  /^https:\/\//.test(address)
    ? `<a href="${escapeHtml(address)}">${escapeHtml(label)}</a>`
    : escapeHtml(label);

export const list = (items: readonly Html[], kind: 'ul' | 'ol' = 'ul'): Html =>
  `<${kind}>${items.map((item) => `<li>${item}</li>`).join('')}</${kind}>`;

/** A table whose first column names the rows. */
export function table(caption: string, head: readonly string[], rows: readonly (readonly Html[])[]): Html {
  const heads = head.map((title) => `<th scope="col">${escapeHtml(title)}</th>`).join('');
  const body = rows.map(
    ([first = '', ...rest]) =>
      `<tr><th scope="row">${first}</th>${rest.map((cell) => `<td>${cell}</td>`).join('')}</tr>`,
  );
  return `<table><caption>${escapeHtml(caption)}</caption><thead><tr>${heads}</tr></thead><tbody>${body.join('')}</tbody></table>`;
}

export const details = (summary: Html, content: Html): Html =>
  `<details><summary>${summary}</summary>${content}</details>`;

/** A picture that scrolls sideways where the page is narrow, with what it shows as a table behind it. */
export const figure = (label: string, picture: Html, behind: Html): Html =>
  `<figure class="picture"><div tabindex="0" role="group" aria-label="${escapeHtml(label)}">${picture}</div>${behind}</figure>`;

export const section = (title: string, ...content: readonly Html[]): Html =>
  `<section><h2>${escapeHtml(title)}</h2>${content.join('')}</section>`;
