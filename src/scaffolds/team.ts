import type { Files } from '../files/files.ts';
import { readYaml } from '../formats/yaml.ts';
import { practices } from '../practices/index.ts';
import { saidBy, say, type Text, UserError } from '../text.ts';
import { scaffolds as own } from './index.ts';
import { environmentOf, pin, testCommand } from './managers.ts';
import { type Project, project } from './project.ts';
import { pythonQuestion } from './questions.ts';
import { create, type Scaffold, scaffold } from './scaffold.ts';

/** All scaffolds, those of a team included, and where their templates are read. */
export interface Templates {
  readonly scaffolds: readonly Scaffold[];
  readonly content: Files;
}

/**
 * Puts a team's templates over those of the product: `<id>/<template>` takes the place of one, and a folder with a
 * `scaffold.yaml` is a scaffold of its own. Nothing of them is run.
 * @param content where content/ can be read
 * @param team the team's folder
 * @throws UserError where a `scaffold.yaml` is not as it should be
 */
export async function withTeam(content: Files, team: Files): Promise<Templates> {
  const { entries } = await team.list().catch((error: unknown) => {
    throw new UserError(say`The templates in ${team.root} cannot be read: ${saidBy(error)}`);
  });
  const paths = new Set(entries.map(({ path }) => path));
  const added: Scaffold[] = [];
  for (const path of paths) {
    const id = /^([^/]+)\/scaffold\.ya?ml$/.exec(path)?.[1];
    if (id)
      added.push(
        readScaffold(id, new TextDecoder().decode(await team.read(path)), paths, `${team.root}/${path}`),
      );
  }
  return {
    scaffolds: [...own, ...added],
    content: {
      ...content,
      read(path) {
        const name = path.replace(/^content\/scaffolds\//, '');
        return name !== path && paths.has(name) ? team.read(name) : content.read(path);
      },
    },
  };
}

/** `title`, `practices`, and `files` from the path of each file to the template that it is made of. */
function readScaffold(id: string, text: string, paths: ReadonlySet<string>, place: string): Scaffold {
  const wrong = (reason: Text): never => {
    throw new UserError(say`${place}: ${reason}`);
  };
  const read = () => {
    try {
      return readYaml(text)[0];
    } catch (error) {
      return wrong(saidBy(error));
    }
  };
  const source = read();
  const title = source?.get('title')?.text ?? wrong(say`a title is missing.`);
  const named = source?.get('practices')?.texts ?? [];
  const unknown = named.find((name) => !practices.some((practice) => practice.id === name));
  if (unknown !== undefined) wrong(say`“${unknown}” is not a practice.`);
  if (own.some((one) => one.id === id))
    wrong(say`“${id}” is a scaffold already: its templates can be replaced, not its plan.`);
  const files = (source?.get('files')?.entries ?? []).map(([path, template]) => {
    const parts = path.split(/[\\/]/);
    if (/^([\\/]|[A-Za-z]:)/.test(path) || parts.includes('..') || parts[0] === '.git')
      wrong(say`“${path}” is not a path in the repository.`);
    const name = template.text ?? '';
    if (!paths.has(`${id}/${name}`)) wrong(say`there is no template “${name}”.`);
    return { path, name };
  });
  if (files.length === 0) wrong(say`it names no files.`);
  return scaffold({
    id,
    title: say`${title}`,
    signals: { project },
    practices: named,
    templates: [...new Set(files.map(({ name }) => name))],
    asks: ({ project: [found] }) => (found ? [pythonQuestion(found)] : []),
    plan: ({ project: [found] }, ground) => {
      const view = found ? viewOf(found, ground.choices['python']) : {};
      const changes = files.flatMap(({ path, name }) => create(ground, path, ground.fill(name, view)));
      const left = files.filter(({ path }) => ground.has(path));
      return { changes, notes: left.map(({ path }) => say`${path} is there already and is left as it is.`) };
    },
  });
}

/** What the templates of a team can name. */
function viewOf(found: Project, python: string | undefined): object {
  const { bootstrap, install, run } = environmentOf(found);
  const { manager, folder, branch, tests, scripts, manifest } = found;
  return {
    ...{ python, manager, [manager]: true, folder, branch, tests, scripts, manifest: manifest?.path },
    ...{ bootstrap, install, run, test: `${run}${testCommand(found)}`, pin },
  };
}
