import { say } from '../text.ts';
import { follow } from './ci/job.ts';
import { type Hook, hookSignals } from './hook.ts';
import { computeRequest } from './resource.ts';
import { derived, type Evidence } from './signal.ts';
import { task } from './task.ts';
import { rolesOfCommand, rolesOfHook } from './tool/use.ts';

export const hook = derived(hookSignals, (facts): Hook[] => Object.values(facts).flat());

const checks = ['linter', 'formatter', 'type-checker'];

/** Hooks that lint or format, by their name, or by what their command comes to run. */
export const qualityHook = derived(
  { hook, task, computeRequest },
  ({ hook, task, computeRequest }): Evidence[] =>
    hook.flatMap((one) => {
      const roles = rolesOfHook(one.id, one.repository);
      const runs = follow(
        { text: one.command, path: one.path, line: one.line },
        { tasks: task, compute: computeRequest },
      );
      const run = runs.find(({ words }) => rolesOfCommand(words).some((role) => checks.includes(role)));
      if (roles.some((role) => checks.includes(role)))
        return [{ path: one.path, line: one.line, note: say`has the hook ${one.id}` }];
      return run
        ? [{ path: one.path, line: one.line, note: say`the hook ${one.id} runs ${run.text.slice(0, 60)}` }]
        : [];
    }),
);
