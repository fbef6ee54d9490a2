import { say } from '../text.ts';
import { ciJob } from './ci/job.ts';
import { module } from './code/module.ts';
import { composeService, container } from './container.ts';
import { resourceSignals } from './resource.ts';
import { derived, type Evidence } from './signal.ts';
import { inRole, toolUse } from './tool/use.ts';

/** `models:/churn@champion`, `models:/churn/Production`; not `models:/churn/3`, which means one version for ever. */
const alias =
  /\bmodels:\/(?:\{[^}]*\}|[^\s"'/@{])+(?:@[\w{$-]+|\/\{\w*(?:stage|alias)\w*\}|\/(?:Production|Staging|production|staging|prod|champion|latest)\b)/;

/** Where a model is taken by a name that can be given to another version: the way back is to move the name. */
export const modelAlias = derived(
  { module, toolUse, ciJob, container, composeService, ...resourceSignals },
  ({ module, toolUse, ciJob, container, composeService, ...resources }): Evidence[] => {
    const read = (text: string) => say`takes the model by an alias: ${alias.exec(text)?.[0] ?? ''}`;
    const code = module
      .filter(({ test, notebook }) => !test && !notebook)
      .flatMap(({ path, calls, paths, assignments }) => [
        ...calls.flatMap(({ line, arguments: given }) => {
          const text = given.map((one) => one.text).find((one) => alias.test(one));
          return text ? [{ path, line, note: read(text) }] : [];
        }),
        ...paths
          .filter(({ text }) => alias.test(text))
          .map(({ text, line }) => ({ path, line, note: read(text) })),
        ...assignments
          .filter(({ values }) => alias.test(values[0] ?? ''))
          .map(({ values, line }) => ({ path, line, note: read(values[0] ?? '') })),
      ]);
    // The arguments of a call may stand in a dictionary before it.
    const approved = module
      .filter(({ test, calls }) => !test && calls.some(({ name }) => name.endsWith('.list_model_packages')))
      .flatMap(({ path, dictionaries }) =>
        dictionaries
          .flatMap(({ keys }) => keys)
          .filter(({ name, value }) => name === 'ModelApprovalStatus' && value === 'Approved')
          .map(({ line }) => ({ path, line, note: say`takes the model that was approved` })),
      );
    const commands = [...ciJob.flatMap(({ runs }) => runs), ...container.flatMap(({ commands }) => commands)];
    const sources = [...Object.values(resources).flat(), ...composeService].flatMap(({ source, path }) =>
      [...(source?.walk() ?? [])]
        .filter(([, value]) => alias.test(value.text ?? ''))
        .map(([, value]) => ({ path, line: value.line, note: read(value.text ?? '') })),
    );
    return [
      ...inRole(toolUse, 'model-alias').used.filter(({ notebook }) => !notebook),
      ...code,
      ...approved,
      ...commands
        .filter(({ text }) => alias.test(text))
        .map(({ text, path, line }) => ({ path, line, note: read(text) })),
      ...sources,
    ];
  },
);
