import { say } from '../text.ts';
import { follow, type Run } from './ci/job.ts';
import { type Hook, hookSignals } from './hook.ts';
import { computeRequest } from './resource.ts';
import { derived, type Evidence } from './signal.ts';
import { task } from './task.ts';
import type { Role } from './tool/catalogue.ts';
import { rolesOfCommand, rolesOfHook } from './tool/use.ts';

interface RunningHook extends Hook {
  /** What its command comes to run. */
  readonly runs: readonly Run[];
}

/** Hooks that something starts: those of lint-staged are run by another hook, or never. */
export const hook = derived(
  { ...hookSignals, task, computeRequest },
  ({ task, computeRequest, ...facts }): RunningHook[] => {
    const all = Object.values(facts)
      .flat()
      .map((one) => ({
        ...one,
        runs: follow(
          { text: one.command, path: one.path, line: one.line },
          { tasks: task, compute: computeRequest },
        ),
      }));
    const starters = all.filter(({ manager, runs }) => manager !== 'lint-staged' && runs.some(startsStaged));
    return all.flatMap((one) => {
      if (one.manager !== 'lint-staged') return [one];
      return starters.length > 0 ? [{ ...one, onCommit: starters.some(({ onCommit }) => onCommit) }] : [];
    });
  },
);

const startsStaged = ({ words }: Run) => words.slice(0, 2).includes('lint-staged');

const checks: readonly Role[] = ['linter', 'formatter', 'type-checker'];

/** Hooks that lint or format before a commit, by their name, or by what their command comes to run. */
export const qualityHook = derived({ hook }, ({ hook }): Evidence[] =>
  hook
    .filter(({ onCommit }) => onCommit)
    .flatMap(({ id, repository, runs, path, line }) => {
      if (rolesOfHook(id, repository).some((role) => checks.includes(role)))
        return [{ path, line, note: say`has the hook ${id}` }];
      const run = runs.find(({ words }) => rolesOfCommand(words).some((role) => checks.includes(role)));
      return run ? [{ path, line, note: say`the hook ${id} runs ${run.text.slice(0, 60)}` }] : [];
    }),
);
