import { answersPath } from '../../assessment/answers.ts';
import type { Manager } from '../../scaffolds/managers.ts';
import { environmentOf, runtimeOf, setUpCommands } from '../../scaffolds/managers.ts';
import { wordsIn } from '../../signals/passage.ts';
import { say } from '../../text.ts';
import { few, type Ground, passageOn, readme, taskNamed, toldIn } from './ground.ts';
import { type Sight, type StopRule, sight } from './stop.ts';

const longest = 300;

/** The first sentence or two of a text; lists, badges and tables of contents end in no full stop. */
function opening(text: string, language: string): string | undefined {
  const flowing = text.replace(/&nbsp;|\s+/g, ' ');
  const sentences = [...new Intl.Segmenter(language, { granularity: 'sentence' }).segment(flowing)].map(
    ({ segment }) => segment.trim(),
  );
  const at = sentences.findIndex((one) => /[.!?。！？]["')”」]?$/.test(one) && wordsIn(one) >= 5);
  const [first, second = ''] = at < 0 ? [] : sentences.slice(at);
  if (first === undefined) return undefined;
  const both = `${first} ${second}`.trim();
  if (both.length <= longest) return both;
  return first.length <= longest ? first : `${first.slice(0, longest)}…`;
}

export const about: StopRule = {
  id: 'about',
  title: say`What this is`,
  practice: 'documentation/business-goals',
  look: (ground) => {
    const document = ground.facts.document.find(({ path }) => readme(path));
    const sections = (document?.sections ?? []).slice(0, 6);
    const heading = sections.find(({ level }) => level > 0);
    const [opened] = sections.flatMap(({ text, line }) => {
      const said = opening(text, ground.language);
      return said && document ? [sight(say`${said}`, { path: document.path, line })] : [];
    });
    const title = heading?.title.replaceAll('&nbsp;', ' ').trim() ?? '';
    const name = /^(table of )?contents$|^目次$/i.test(title) ? '' : title;
    const goal = passageOn(
      ground,
      /^(the |our |project |business |intended )*(goals?|objectives?|motivation|purpose|problem( statement)?|overview|background)\b|^(背景|目的|ゴール|概要)/i,
      readme,
    );
    return {
      sights: [
        ...(document && heading && name
          ? [sight(say`${name}`, { path: document.path, line: heading.line })]
          : []),
        ...(opened ? [opened] : []),
        ...toldIn(goal),
      ],
    };
  },
};

const managers: Readonly<Record<Manager, string>> = {
  uv: 'uv',
  poetry: 'Poetry',
  pdm: 'PDM',
  pixi: 'pixi',
  pipenv: 'Pipenv',
  conda: 'conda',
  pip: 'pip',
};

export const environment: StopRule = {
  id: 'environment',
  title: say`Set up the environment`,
  practice: 'traceability/environment-as-code',
  look: (ground) => {
    const { facts, project, subject } = ground;
    const { manifest, python, manager } = project;
    const told = toldIn(
      passageOn(
        ground,
        /^((how to|getting|quick|local|developer|development|environment|project|python)[ -]?)*(install(ation|ing)?|set(ting)?[- ]?up|started|start|environment|requirements|prerequisites)\b|^(インストール|セットアップ|環境構築|導入)/i,
      ),
    );
    const devcontainer = facts.listed.find(({ path }) =>
      /^\.devcontainer(\/[^/]+)?\/?devcontainer\.json$|^\.devcontainer\.json$/.test(path),
    );
    const other = facts.manifest.find(({ path }) => !path.includes('/'));
    const task = taskNamed(
      ground,
      /^(install|set-?up|env(ironment)?|init|bootstrap|develop|create_environment|requirements)$/i,
      /\b(install|sync|create)\b/,
    );
    const own: Sight[] = manifest
      ? [
          sight(
            python
              ? say`${managers[manager]} installs what ${manifest.path} declares, for Python ${python}.`
              : say`${managers[manager]} installs what ${manifest.path} declares.`,
            manifest,
          ),
        ]
      : other
        ? [sight(say`${other.path} declares what it needs.`, other)]
        : [];
    const tasks = task
      ? [sight(say`${task.task.path} has a command of its own for it: ${task.command}.`, task.task)]
      : [];
    const container = devcontainer
      ? [sight(say`Editors can open it in the container that ${devcontainer.path} describes.`, devcontainer)]
      : [];
    const tools = project.tests === undefined ? runtimeOf(project) : environmentOf(project);
    return {
      sights: [...own, ...tasks, ...told, ...container],
      commands: task ? [task.command] : manifest ? setUpCommands(project, tools, subject.name) : [],
    };
  },
};

export const owners: StopRule = {
  id: 'owners',
  title: say`Whom to ask`,
  practice: 'documentation/team-responsibilities',
  look: (ground) => {
    const { facts } = ground;
    const named = [...facts.codeOwners, ...facts.prowOwners].filter(({ owners }) => owners.length > 0);
    const everything = named.find(({ pattern }) => /^(\*|\/|\*\*|\/\*\*?)$/.test(pattern));
    const rest = named.filter((one) => one !== everything);
    const authors = facts.manifest.flatMap((one) => one.authors).filter(({ path }) => !path.includes('/'));
    const [author] = authors;
    return {
      sights: [
        ...(everything
          ? [sight(say`${few(everything.owners)}: owners of everything that nobody else owns.`, everything)]
          : []),
        ...rest.slice(0, 1).map((one) => sight(say`${few(one.owners)}: owners of ${one.pattern}.`, one)),
        ...toldIn(
          passageOn(
            ground,
            /^(the |our |main |project )*(contacts?|maintainers?|owners?|team|authors?|credits|support|responsibilit\w+)\b|^(担当|連絡先|問い合わせ|お問い合わせ|体制)/i,
          ),
        ),
        ...(author
          ? [
              sight(
                say`${author.path} names as authors: ${few([...new Set(authors.filter(({ path }) => path === author.path).map(({ name }) => name))])}.`,
                author,
              ),
            ]
          : []),
        ...committers(ground),
      ],
    };
  },
};

/** Who changed most lately; the few commits of a shallow clone do not tell. */
function committers({ facts }: Ground): Sight[] {
  const authors = (facts.history[0]?.commits ?? []).flatMap(({ author }) =>
    author && !/\bbot\b|\[bot\]/i.test(author.name) ? [author] : [],
  );
  const enough = 10;
  if (authors.length < enough) return [];
  const counts = new Map<string, { readonly name: string; readonly commits: number }>();
  for (const { name, email } of authors) {
    const known = counts.get(email) ?? { name, commits: 0 };
    counts.set(email, { ...known, commits: known.commits + 1 });
  }
  const names = [...counts.values()].sort((a, b) => b.commits - a.commits).map(({ name }) => name);
  const most = [...new Set(names)].slice(0, 2);
  return [{ text: say`Most commits among the last ${authors.length}: ${few(most)}.` }];
}

export const unwritten: StopRule = {
  id: 'unwritten',
  title: say`What is not written down yet`,
  practice: 'documentation/business-goals',
  look: ({ assessment }) => {
    const asked = assessment.results.filter(
      ({ practice, verdict }) => practice.id.startsWith('documentation/') && verdict !== 'not-applicable',
    );
    const open = asked.filter(({ verdict }) => verdict !== 'met');
    const text =
      open.length === 0
        ? say`All ${asked.length} documentation practices that apply are met.`
        : say`${open.length} of ${asked.length} documentation practices are not met, or only in part.`;
    return { sights: [{ text }], practices: open.map(({ practice }) => practice.id) };
  },
};

/** What people answered about the practice of a stop. */
export function answerTo({ assessment }: Ground, practice: string): Sight[] {
  const answer = assessment.answers.practices.get(practice);
  if (!answer?.note || (answer.verdict !== 'met' && answer.verdict !== 'partial')) return [];
  const text = answer.by ? say`${answer.by} answered: ${answer.note}` : say`Answered: ${answer.note}`;
  return [sight(text, { path: answersPath, line: answer.line })];
}
