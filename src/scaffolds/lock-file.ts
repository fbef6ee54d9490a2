import { module } from '../signals/code/module.ts';
import { lock } from '../signals/listing.ts';
import { tools } from '../signals/tool/catalogue.ts';
import { say } from '../text.ts';
import { lockCommands } from './dependency.ts';
import { project } from './project.ts';
import { knownPackages } from './python.ts';
import { create, scaffold } from './scaffold.ts';

export default scaffold({
  id: 'lock-file',
  title: say`An environment whose versions are fixed`,
  signals: { project, module, lock },
  templates: [],
  asks: () => [],
  plan: ({ project: [found], module, lock: [locked] }, ground) => {
    if (!found) return { changes: [] };
    if (locked) return { changes: [], notes: [say`The environment is locked already (${locked.path}).`] };
    const command = lockCommands[found.manager];
    if (command)
      return {
        changes: [],
        notes: [
          say`Run \`${command}\` and commit the lock file: only the tool itself can resolve the versions.`,
        ],
      };
    if (found.manager === 'conda')
      return {
        changes: [],
        notes: [
          say`Run \`conda-lock --file ${found.manifest?.path ?? 'environment.yml'}\` and commit conda-lock.yml: only a solver can tell the versions.`,
        ],
      };
    if (found.manifest)
      return {
        changes: [],
        notes: [
          say`Run \`python -m pip lock --requirement ${found.manifest.path}\`, or \`uv pip compile ${found.manifest.path} --output-file pylock.toml\`, and commit pylock.toml: only a resolver can tell the versions.`,
        ],
      };
    const names = packagesOf(
      module.filter(({ test }) => !test).flatMap(({ imports }) => imports.map((one) => one.module)),
    );
    const pinned = names.flatMap((name) =>
      knownPackages[name] ? [`${name}==${knownPackages[name].pin}`] : [],
    );
    const others = names.filter((name) => !knownPackages[name]);
    return {
      changes: pinned.length > 0 ? create(ground, 'requirements.txt', `${pinned.join('\n')}\n`) : [],
      notes: [
        say`The versions are those of today: where yours work already, take them from \`python -m pip freeze\`.`,
        ...(others.length > 0 ? [say`Add the versions that you use of ${others.join(', ')}.`] : []),
      ],
    };
  },
});

/** The packages that bring what code imports, as the tool catalogue knows them. */
function packagesOf(modules: readonly string[]): readonly string[] {
  const roots = new Set(modules.map((name) => name.split('.')[0] ?? name));
  const own = Object.keys(knownPackages).filter((name) => roots.has(name.replaceAll('-', '_')));
  const found = tools.flatMap(({ imports = [], packages = [] }) => {
    const at = imports.findIndex((name) => roots.has(name));
    const [first] = packages;
    return at === 0 && first ? [first] : [];
  });
  return [...new Set([...own, ...found])].sort();
}
