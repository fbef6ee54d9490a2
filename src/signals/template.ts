/**
 * Project templates (cookiecutter, copier, Databricks bundles, Helm) hold files that are not yet what their name says.
 * They count as what they become.
 */

const suffix = /\.(tmpl|j2|jinja2?|jinja|tpl|mustache|hbs)$/i;
const folder = /^.*\{\{[^/]*\/+/;

/** The path that a file has once its template is filled in, which is the path that globs are held against. */
export const pathWhenFilled = (path: string): string => path.replace(folder, '').replace(suffix, '');

/** The whole path once filled in, with a name in each place that is left open, as in the text. */
export const filledPath = (path: string): string => path.replace(/\{\{.*?\}\}/g, 'x').replace(suffix, '');

export const isTemplate = (path: string): boolean =>
  folder.test(path) || suffix.test(path) || /(^|\/)templates\/.*\.(ya?ml|json)$/i.test(path);

/** The text with template statements blank and placeholders replaced by a name; lines stay where they are. */
export function fillTemplate(text: string): string {
  return (
    text
      .replace(/\{%[\s\S]*?%\}|\{#[\s\S]*?#\}/g, blank)
      // A raw text of Go, as bundles write the expressions of GitHub.
      .replace(/\{\{-?\s*(["`])(.*?)\1\s*-?\}\}/g, '$2')
      .replace(/(?<!\$)\{\{-?\s*(?:if|else|end|range|with|define|block|\/\*)[\s\S]*?\}\}/g, blank)
      // What stands on a line of its own is a block, elsewhere it is a name.
      .replace(/^[ \t]*\{\{-?\s*(?:template|include)[\s\S]*?\}\}[ \t]*$/gm, blank)
      .replace(/(?<!\$)\{\{[\s\S]*?\}\}/g, (placeholder) => `x${placeholder.replace(/[^\n]/g, '')}`)
  );
}

const blank = (statement: string) => statement.replace(/[^\n]/g, '');
