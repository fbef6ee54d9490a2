import type { Text } from '../text.ts';
import { say } from '../text.ts';
import { type Project, project } from './project.ts';
import { create, type Ground, type Question, type Scaffold, scaffold } from './scaffold.ts';
import { type Subject, subject } from './subject.ts';

/** A document that starts from what the code says, and that people have to finish. */
interface Document {
  readonly id: string;
  readonly title: Text;
  /** Its name in the folder of documents. */
  readonly file: string;
  /** Files that are such a document already. */
  readonly present: RegExp;
  /** What the template is filled with. */
  readonly view: (about: Subject, found: Project, ground: Ground) => object;
  /** Whether there is something to write about. */
  readonly fits?: (about: Subject, found: Project) => boolean;
  /** Said where there is nothing to write about. */
  readonly nothing?: Text;
  /** What people have to write, as a sentence. */
  readonly left: Text;
  readonly asks?: (about: Subject, found: Project) => readonly Question[];
}

/** A scaffold that writes one document, from the template `document.md`. */
export const document = ({ id, title, file, present, view, fits, nothing, left, asks }: Document): Scaffold =>
  scaffold({
    id,
    title,
    signals: { project, subject },
    templates: ['document.md'],
    fits: ({ project: [found], subject: [about] }) =>
      Boolean(found && about && (fits?.(about, found) ?? true)),
    asks: ({ project: [found], subject: [about] }) => (found && about && asks?.(about, found)) || [],
    plan: ({ project: [found], subject: [about] }, ground) => {
      if (!found || !about) return { changes: [] };
      if (ground.hasMatch(present))
        return { changes: [], notes: [say`There is such a document already; it is left as it is.`] };
      if (fits?.(about, found) === false) return { changes: [], ...(nothing && { notes: [nothing] }) };
      const text = ground.fill('document.md', { name: about.name, ...view(about, found, ground) });
      return { changes: create(ground, `${about.folder}/${file}`, text), notes: [left] };
    },
  });
