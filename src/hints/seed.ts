import type { Module } from '../signals/code/module.ts';
import { neighbours } from './place.ts';

const seeding = /seed|set_random_state|enable_op_determinism|PRNGKey|default_rng|RandomState/i;

/** A test whether the randomness of a file is fixed: by itself, by what it imports, or by what imports it. */
export function seeded(modules: readonly Module[]): (path: string) => boolean {
  const around = neighbours(modules);
  const sets = new Set(
    modules
      .filter(({ calls }) =>
        calls.some(
          ({ name, arguments: given }) =>
            seeding.test(name.split('.').at(-1) ?? '') ||
            (/(Trainer|TrainingArguments)$/.test(name) &&
              given.some(({ keyword }) => /seed/.test(keyword ?? ''))),
        ),
      )
      .map(({ path }) => path),
  );
  return (path) => around(path).some((one) => sets.has(one.path));
}
