import entries from '../../content/glossary.yaml';
import type { Language } from './titles.ts';

interface Wording {
  readonly term: string;
  /** Other spellings that are linked. */
  readonly also?: readonly string[];
  readonly definition: string;
}

interface Entry extends Readonly<Record<Language, Wording>> {
  readonly id: string;
  /** The page that tells more. */
  readonly see: string;
  /** The id of the document that it is drawn from, in content/sources.yaml. */
  readonly source?: string;
}

export interface Term extends Wording {
  readonly id: string;
  readonly see: string;
}

/** The terms of the field in a language, in its order. */
export const glossary = (language: Language): readonly Term[] =>
  (entries as readonly Entry[])
    .map(({ id, see, [language]: wording }) => ({ id, see, ...wording }))
    .sort((a, b) => a.term.localeCompare(b.term, language));

/** Finds terms in the text of one page, each once. */
export interface TermFinder {
  /** The text in pieces: between terms as it is, and terms that have not been found before. */
  split(text: string): readonly { readonly text: string; readonly term?: Term }[];
}

/** A finder that has found nothing yet; one a page. */
export function findTerms(language: Language): TermFinder {
  const { byName, pattern } = spell(language);
  const found = new Set<Term>();
  return {
    split(text) {
      const pieces: { text: string; term?: Term }[] = [];
      let from = 0;
      for (const match of text.matchAll(pattern)) {
        const [name] = match;
        const term = byName.get(name) ?? byName.get(name.toLowerCase());
        if (!term || found.has(term)) continue;
        found.add(term);
        pieces.push({ text: text.slice(from, match.index) }, { text: name, term });
        from = match.index + name.length;
      }
      return [...pieces, { text: text.slice(from) }];
    },
  };
}

function spell(language: Language) {
  const byName = new Map<string, Term>();
  for (const term of glossary(language))
    for (const name of [term.term, ...(term.also ?? [])])
      byName.set(isAcronym(name) ? name : name.toLowerCase(), term);
  const names = [...byName.keys()].sort((a, b) => b.length - a.length);
  return { byName, pattern: new RegExp(names.map(bounded).join('|'), 'gi') };
}

/** Acronyms are found as they are written: “cd” in a sentence is not CD. */
const isAcronym = (name: string) => name === name.toUpperCase() && /[A-Z]/.test(name);

/** A term does not stand inside a longer word of the same script. */
function bounded(name: string): string {
  const escaped = name.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
  const script = (character: string) =>
    [/[\w]/, /[ァ-ヶー]/].find((one) => one.test(character))?.source ?? '';
  const [first, last] = [script(name[0] ?? ''), script(name.at(-1) ?? '')];
  return `${first && `(?<!${first})`}${escaped}${last && `(?!${last})`}`;
}
