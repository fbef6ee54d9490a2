import type { Evidence } from '../signals/signal.ts';
import type { Role } from '../signals/tool/catalogue.ts';
import { inRole, type ToolUse, toolUse } from '../signals/tool/use.ts';
import { say, type Text } from '../text.ts';
import { dependencyFiles } from './dependency.ts';
import { beside } from './layout.ts';
import { type Learning, learning } from './learning.ts';
import { type Project, project } from './project.ts';
import { featuresQuestion, planPython, targetQuestion, type View, viewOf } from './python.ts';
import { type Choices, type Question, type Scaffold, scaffold } from './scaffold.ts';
import { testFiles } from './testFile.ts';

/** A module beside the training code, told as data. */
export interface PythonScaffold {
  readonly id: string;
  readonly title: Text;
  /** The module, by the name of its template, and its test where it has one. */
  readonly module: string;
  readonly test?: string;
  /** The role of a tool that does the same; where one is used, nothing is planned. */
  readonly role?: Role;
  readonly asks: readonly ('features' | 'target')[];
  readonly questions?: (project: Project, found: Learning) => readonly Question[];
  readonly packages: readonly string[];
  /** What the templates need beyond what `viewOf` gives. */
  readonly view?: (view: View, choices: Choices, project: Project) => object;
  /** What is left to do. */
  readonly notes: (view: View) => readonly Text[];
}

const questions = { features: featuresQuestion, target: targetQuestion };

/** The scaffold of a module. */
export const pythonScaffold = (one: PythonScaffold): Scaffold =>
  scaffold({
    id: one.id,
    title: one.title,
    signals: { project, learning, toolUse },
    templates: [`${one.module}.py`, ...(one.test ? [`test_${one.test}.py`] : [])],
    merges: dependencyFiles,
    asks: ({ project: [found], learning: [learned] }) =>
      found && learned
        ? [...one.asks.map((key) => questions[key](learned)), ...(one.questions?.(found, learned) ?? [])]
        : [],
    plan: ({ project: [found], learning: [learned], toolUse }, ground) => {
      if (!found || !learned) return { changes: [] };
      const [other] = one.role ? usedInCode(toolUse, one.role) : [];
      if (other) return { changes: [], notes: [inUse(other)] };
      const view = viewOf(found, learned, ground);
      return planPython(found, learned, ground, {
        files: [
          [`${one.module}.py`, beside(learned, `${one.module}.py`)],
          ...(one.test ? testFiles(found, one.test) : []),
        ],
        view: { ...view, ...one.view?.(view, ground.choices, found) },
        packages: one.packages,
        notes: one.notes(view),
      });
    },
  });

/** Uses of tools in a role, outside notebooks. */
export const usedInCode = (uses: readonly ToolUse[], role: Role): readonly ToolUse[] =>
  inRole(uses, role).used.filter(({ notebook }) => !notebook);

export const inUse = ({ tool, path }: ToolUse & Evidence): Text =>
  say`${tool.name} does this already (${path}).`;
