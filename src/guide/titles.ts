import pages from 'content:pages';

export type Language = 'en' | 'ja';

/** How much work it is to reach a practice: an hour or two, a day or two, more. */
export type Effort = 'S' | 'M' | 'L';

const front = (id: string, language: Language) => pages[id]?.[language] ?? pages[id]?.['en'];

/** The title of a page; that of a practice is a short sentence that says the state to be reached. */
export const titleOf = (id: string, language: Language = 'en'): string => front(id, language)?.title ?? id;

/** What the practice asks, or what another page is about, in one sentence. */
export const statementOf = (id: string, language: Language = 'en'): string =>
  front(id, language)?.statement ?? '';

export const effortOf = (id: string): Effort => front(id, 'en')?.effort ?? 'M';
