import MarkdownIt from 'markdown-it';

const renderer = new MarkdownIt({ html: false, linkify: false, typographer: false });

/** Markdown as HTML. HTML in it is shown as text, and links lead to the web or nowhere. */
export const renderMarkdown = (markdown: string): string => renderer.render(markdown);

renderer.validateLink = (url) => /^https:\/\//.test(url);

export const escapeHtml = (text: string): string => renderer.utils.escapeHtml(text);
