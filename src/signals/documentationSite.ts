import type { Located } from '../formats/located.ts';
import { say } from '../text.ts';
import { listed } from './listing.ts';
import { derived, type Evidence, fromFiles, type Place } from './signal.ts';

/** What makes pages from the code: by itself, for pages that ask for it, or by writing such pages. */
interface Generator extends Place {
  readonly name: string;
  readonly asked: 'sphinx' | 'mkdocs' | 'doc-builder' | 'never' | 'script';
}

const generators: readonly (readonly [RegExp, Generator['asked']])[] = [
  [/^(autoapi\b|autodoc2$|mkdocs-autoapi|api-autonav|mkdocstrings-all)/, 'never'],
  [/^(sphinx\.ext\.(autodoc|autosummary)|autodoc|numpydoc|sphinx_automodapi)/, 'sphinx'],
  [/^mkdocstrings$/, 'mkdocs'],
  [/^gen-files$/, 'script'],
];

const generator = fromFiles<Generator>({
  reads: ['**/conf.py', '**/mkdocs.{yml,yaml}', '**/zensical.toml'],
  *parse({ path, python, yaml, toml }) {
    for (const { name, line } of path.endsWith('.py')
      ? extensions(python().assignments)
      : plugins(path.endsWith('.toml') ? toml().get('project', 'plugins') : yaml()[0]?.get('plugins'))) {
      const asked = generators.find(([pattern]) => pattern.test(name))?.[1];
      if (asked) yield { name, asked, path, line };
    }
  },
});

const extensions = (
  assignments: readonly {
    readonly name: string;
    readonly line: number;
    readonly values: readonly string[];
  }[],
) =>
  assignments
    .filter(({ name }) => name === 'extensions')
    .flatMap(({ values, line }) => values.map((name) => ({ name, line })));

/** Plugins are a list of names or of maps with one key, or one map. */
const plugins = (list: Located | undefined) =>
  [list, ...(list?.items ?? [])].flatMap((one) =>
    one?.text
      ? [{ name: one.text, line: one.line }]
      : (one?.entries ?? []).map(([name, at]) => ({ name, line: at.line })),
  );

/** A page that asks for the documentation of a module. */
const request = fromFiles<Place & { readonly of: Generator['asked'] }>({
  reads: ['**/*.{md,mdx,rst}'],
  mentions: /^::: [\w.]+|^\[\[autodoc\]\]|\bauto(module|class|function|method|summary|modapi)\b/m,
  *parse({ path, text }) {
    const lines = text.split('\n');
    const sphinx = lines.findIndex((line) =>
      /^\s*\.\. auto(module|class|function|method|summary|modapi)::|^\s*`{3,}\{auto\w+\}/.test(line),
    );
    const builder = lines.findIndex((line) => line.startsWith('[[autodoc]]'));
    const mkdocs = lines.findIndex((line) => /^::: [\w.]+\s*$/.test(line));
    if (sphinx >= 0) yield { of: 'sphinx', path, line: sphinx + 1 };
    if (mkdocs >= 0) yield { of: 'mkdocs', path, line: mkdocs + 1 };
    if (builder >= 0) yield { of: 'doc-builder', path, line: builder + 1 };
  },
});

/** Documentation that is generated from the code: Sphinx with autodoc, mkdocstrings, roxygen2, Documenter.jl. */
export const documentationSite = derived(
  { generator, request, listed },
  ({ generator, request, listed }): Evidence[] => {
    const scripted = generator.some((one) => one.asked === 'script');
    const asked = generator.filter(
      (one) =>
        one.asked === 'never' ||
        request.some(({ of }) => of === one.asked) ||
        (one.asked === 'mkdocs' && scripted),
    );
    return [
      ...asked.map(({ path, line, name }) => ({
        path,
        line,
        note: say`writes the reference from the code: ${name}`,
      })),
      // Hugging Face's doc-builder has no settings of its own.
      ...request
        .filter(({ of }) => of === 'doc-builder')
        .map(({ path, line }) => ({
          path,
          line,
          note: say`writes the reference from the code: ${'doc-builder'}`,
        })),
      ...listed
        .filter(({ path }) => /(^|\/)man\/[^/]+\.Rd$|(^|\/)docs\/make\.jl$/.test(path))
        .map(({ path }) => ({ path, line: 1, note: say`is a reference from the code` })),
    ];
  },
);
