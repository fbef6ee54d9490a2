import { say } from '../text.ts';
import { type Evidence, fromFiles } from './signal.ts';

/** Documentation that is generated from the code: Sphinx with autodoc, mkdocstrings, pdoc. */
export const documentationSite = fromFiles<Evidence>({
  reads: [
    '**/conf.py',
    '**/mkdocs.{yml,yaml}',
    '**/docs/**/*.{md,rst}',
    '**/doc/**/*.{md,rst}',
    '**/zensical.toml',
  ],
  mentions:
    /sphinx\.ext\.autodoc|autoapi|autodoc2|autosummary|mkdocstrings|^::: [\w.]+|\.\. auto(module|class|function|summary)::|\.\. currentmodule::/m,
  *parse({ path, text }) {
    const line =
      text
        .split('\n')
        .findIndex(
          (one) => /autodoc|autoapi|autosummary|mkdocstrings|^::: |\.\. auto/.test(one) && !/^\s*#/.test(one),
        ) + 1;
    if (line > 0) yield { path, line, note: say`generates the API reference from the code` };
  },
});
