import picomatch from 'picomatch';
import type { Call } from '../../formats/python/code.ts';
import { say, type Text } from '../../text.ts';
import { type CiJob, ciJob } from '../ci/job.ts';
import { simpleCommands, type Words } from '../ci/shell.ts';
import { instantiation } from '../code/hydra.ts';
import { type Module, module } from '../code/module.ts';
import { composeService, container } from '../container.ts';
import { type Hook, hookSignals } from '../hook.ts';
import { listed } from '../listing.ts';
import { manifest } from '../manifest.ts';
import { dvcStep } from '../pipeline.ts';
import { resourceSignals } from '../resource.ts';
import { derived, type Evidence, type Place } from '../signal.ts';
import { task } from '../task.ts';
import { type Role, rolesOf, type Signs, type Tool, tools, wildcard } from './catalogue.ts';
import { askedFor, isOff, type Setting, setting } from './switch.ts';

/**
 * That a tool is there, in one of its roles.
 * `used`: called, run, or configured by a file of its own; weaker are an import, and a declared dependency.
 */
export interface ToolUse extends Evidence {
  readonly tool: Tool;
  readonly role: Role;
  readonly strength: 'used' | 'imported' | 'declared';
  /** Used only under a switch that is off by default. */
  readonly off: boolean;
  readonly test: boolean;
  readonly notebook: boolean;
  /** The command, the action or whatever else proves it, in full. */
  readonly text?: string;
}

/** Something in the repository that may be a sign of a tool. */
interface Sign extends Place {
  readonly text: string;
  readonly note: Text;
}

type Strength = ToolUse['strength'];
type Kind = Exclude<keyof Signs, 'packages' | 'imports' | 'calls'>;

const useInCode = derived(
  { module, instantiation, setting, manifest },
  ({ module, instantiation, setting, manifest }) => {
    const required = manifest
      .flatMap(({ dependencies }) => dependencies)
      .filter(({ optional }) => !optional)
      .flatMap(({ name }) => byPackage.get(name) ?? []);
    const spared = module
      .filter(({ test }) => !test)
      .flatMap(({ imports }) => imports.filter(({ optional }) => optional))
      .flatMap(({ module }) => rolesByImport.get(firstWord(module)) ?? [])
      .map(({ tool }) => tool);
    // Where one file can do without a tool that nobody has to install, it is an offer.
    const optional = new Set(spared.filter((tool) => !required.includes(tool)));
    return [
      ...fromCode(module, setting, optional),
      ...instantiation.flatMap(({ module, off }) =>
        [...fromCode([module], setting, optional)]
          .filter(({ strength }) => strength === 'used')
          .map((use) => ({ ...use, off: use.off || off })),
      ),
    ];
  },
);

const useElsewhere = derived(
  {
    manifest,
    ciJob,
    task,
    dvcStep,
    container,
    composeService,
    listed,
    ...hookSignals,
    ...resourceSignals,
  },
  (facts): Iterable<ToolUse> => {
    const { manifest, ciJob, task, dvcStep, container, composeService, listed } = facts;
    const hooks = [...facts.preCommit, ...facts.lefthook, ...facts.husky, ...facts.packageJsonHooks];
    const resources = (Object.keys(resourceSignals) as (keyof typeof resourceSignals)[]).flatMap(
      (name) => facts[name],
    );
    const commands = [
      ...ciJob.flatMap((job) => job.runs),
      ...[...task, ...dvcStep, ...container].flatMap((one) => one.commands).flatMap(asRuns),
      ...composeService.flatMap(({ command, path, line }) => asRuns({ text: command ?? '', path, line })),
    ];
    const images = [
      ...container.flatMap(({ bases }) =>
        bases.map(({ reference, path, line }) => ({ text: reference, path, line })),
      ),
      ...composeService.flatMap(({ image, path, line }) => (image ? [{ text: image, path, line }] : [])),
      ...facts.kubernetes.flatMap(({ source, path }) =>
        [...(source?.walk() ?? [])].flatMap(([key, { text, line }]) =>
          key === 'image' && text ? [{ text, path, line }] : [],
        ),
      ),
    ];
    const kubernetes = resources.filter(({ platform }) => platform === 'Kubernetes');
    const other = resources.filter(({ platform }) => platform !== 'Kubernetes');
    return [
      ...fromManifests(manifest.flatMap(({ dependencies }) => dependencies)),
      ...fromSigns(
        'files',
        listed.map((file) => ({ ...file, text: file.name, note: say`${file.path} is there` })),
        glob,
      ),
      ...fromSigns(
        'commands',
        commands.map((run) => ({ ...run, note: say`runs ${shortened(run.text)}` })),
        startsLike,
      ),
      ...fromSigns(
        'images',
        images.map((image) => ({ ...image, note: say`uses the image ${image.text}` })),
        namesImage,
      ),
      ...fromSigns('hooks', hooks.flatMap(asSigns), namesHook),
      ...fromSigns(
        'commands',
        hooks
          .flatMap((hook) => asRuns({ ...hook, text: hook.command }))
          .map((run) => ({ ...run, note: say`a hook runs ${shortened(run.text)}` })),
        startsLike,
      ),
      ...fromSigns(
        'kinds',
        kubernetes.map((one) => ({ ...one, text: one.type, note: say`defines ${one.type}` })),
        matches,
      ),
      ...fromSigns(
        'resources',
        other.map((one) => ({ ...one, text: one.type, note: say`defines ${one.type}` })),
        matches,
      ),
      ...fromSigns(
        'tables',
        manifest
          .flatMap(({ tools }) => tools)
          .map((table) => ({ ...table, text: table.name, note: say`configures ${table.name}` })),
        matches,
      ),
      ...fromSigns(
        'actions',
        ciJob
          .flatMap((job) => job.uses)
          .map((use) => ({ ...use, text: use.text, with: use.with, note: say`uses ${use.text}` })),
        namesAction,
      ),
    ];
  },
);

/** Every tool that is there, and what proves it. Code changes often, the rest seldom: each is worked out by itself. */
export const toolUse = derived({ useInCode, useElsewhere }, ({ useInCode, useElsewhere }) =>
  [...firstOfEach([...useInCode, ...useElsewhere])].map(told),
);

/** A tool that has ended is found as before, and says so. */
const told = (use: ToolUse): ToolUse =>
  use.tool.ended ? { ...use, note: say`${use.note} (${use.tool.name}, ended ${use.tool.ended})` } : use;

const shortened = (text: string) => (text.length > 80 ? `${text.slice(0, 79)}…` : text);

/** A hook is known by its id, or by the repository that it comes from. */
const asSigns = ({ id, repository = '', path, line }: Hook): Sign[] =>
  [id, repository].map((text) => ({ text, path, line, note: say`has the hook ${id}` }));

const asRuns = ({ text, path, line }: Place & { readonly text: string }) =>
  simpleCommands(text).map((words) => ({ words, text: words.join(' '), path, line }));

/** One use of each role of a tool, at each strength, for each file: the first. */
function* firstOfEach(uses: Iterable<ToolUse>): Iterable<ToolUse> {
  const seen = new Set<string>();
  for (const use of uses) {
    const key = [use.tool.id, use.role, use.strength, use.off, use.path].join('\0');
    if (!seen.has(key)) yield use;
    seen.add(key);
  }
}

// ── code ────────────────────────────────────────────────────────────────────────────────────────────────────────────

interface CodeRole {
  readonly tool: Tool;
  readonly role: Role;
  /** What the tool is for in the first place: an import or a declared dependency already says something of it. */
  readonly main: boolean;
  /** Undefined where any call into the tool proves the role. */
  readonly calls: readonly CallPattern[] | undefined;
}

interface CallPattern {
  /** The word that names begin with; '' for any. */
  readonly word: string;
  /** A logger or callback that another library brings for the tool, told by its name alone. */
  readonly foreign: boolean;
  readonly name: (text: string) => boolean;
  readonly argument?: CallArgument;
}

interface CallArgument {
  readonly keyword: string;
  /** It must not have the value. */
  readonly not: boolean;
  readonly value?: (text: string) => boolean;
}

const firstWord = (name: string): string => /^[^.(]*/.exec(name)?.[0] ?? '';

const codeRoles: readonly CodeRole[] = tools.flatMap((tool) =>
  rolesOf(tool).flatMap(([role, signs]): CodeRole[] => {
    const own = Object.keys(signs).length > 0;
    return own && !signs.calls
      ? []
      : [{ tool, role, main: isMain(tool, role), calls: signs.calls?.map(callPattern) }];
  }),
);

/** The first role of an entry, and those that any use of the tool proves. */
function isMain(tool: Tool, role: Role): boolean {
  return rolesOf(tool)[0]?.[0] === role || Object.keys(tool.roles[role] ?? {}).length === 0;
}

/** `name(keyword)`, `name(keyword=value)`, `name(keyword!=value)`: the argument counts, too. */
function callPattern(text: string): CallPattern {
  const [, name = text, keyword, not, value] =
    /^([^(]*(?:\(\)[^(]*)*)\((\w+)(?:(!)?=(.+))?\)$/.exec(text) ?? [];
  const argument = keyword && { keyword, not: not !== undefined, ...(value && { value: wildcard(value) }) };
  return {
    word: firstWord(name).includes('*') ? '' : firstWord(name),
    name: wildcard(name),
    foreign: /^\*[A-Za-z_]/.test(name) || !name.startsWith('*'),
    ...(argument && { argument }),
  };
}

const rolesByImport = groupByImport();

function groupByImport(): ReadonlyMap<string, readonly CodeRole[]> {
  const groups = new Map<string, CodeRole[]>();
  for (const role of codeRoles) {
    for (const name of new Set((role.tool.imports ?? []).map(firstWord))) {
      groups.set(name, [...(groups.get(name) ?? []), role]);
    }
  }
  return groups;
}

const isInside = (module: string, name: string) =>
  name === module || name.startsWith(`${module}.`) || name.startsWith(`${module}(`);

/** A role that a name can prove; by any call into the tool where there is no pattern. */
interface Candidate {
  readonly role: CodeRole;
  readonly pattern?: CallPattern;
}

/** Patterns by the word that a name must begin with; those that may begin with any word stand under ''. */
const patternsByWord = groupByWord();

function groupByWord(): ReadonlyMap<string, readonly Required<Candidate>[]> {
  const groups = new Map<string, Required<Candidate>[]>();
  for (const role of codeRoles) {
    for (const pattern of role.calls ?? []) {
      const group = groups.get(pattern.word);
      if (group) group.push({ role, pattern });
      else groups.set(pattern.word, [{ role, pattern }]);
    }
  }
  return groups;
}

/** What a name can prove, whoever calls it. Kept, as the same names come again and again, and patterns are slow. */
function candidatesOf(name: string): readonly Candidate[] {
  const found = known.get(name) ?? findCandidates(name);
  known.set(name, found);
  return found;
}

const known = new Map<string, readonly Candidate[]>();

function findCandidates(name: string): readonly Candidate[] {
  const word = firstWord(name);
  const plain = name.replaceAll('()', '');
  const named = [...(patternsByWord.get(word) ?? []), ...(patternsByWord.get('') ?? [])].filter(
    ({ pattern }) => pattern.name(name) || pattern.name(plain),
  );
  const any = (rolesByImport.get(word) ?? []).filter(
    ({ tool, calls }) => !calls && tool.imports?.some((prefix) => isInside(prefix, name)),
  );
  return [...any.map((role) => ({ role })), ...named];
}

/** `app.add_middleware(PrometheusMiddleware)`: the framework calls what it is given. */
const middleware = (call: Call): Call[] => {
  const [given] = call.arguments;
  return call.name.endsWith('.add_middleware') && given?.kind === 'name'
    ? [{ ...call, name: given.text, imported: given.text.includes('.') }]
    : [];
};

/** @param optional tools that are used only where somebody has installed them */
function* fromCode(
  modules: readonly Module[],
  settings: readonly Setting[],
  optional: ReadonlySet<Tool>,
): Iterable<ToolUse> {
  const asked = askedFor(modules);
  for (const one of modules) {
    const base = { path: one.path, test: one.test, notebook: one.notebook, off: false };
    const called = [...one.calls, ...one.definitions.flatMap(({ decorators }) => decorators)];
    const calls = [...called, ...called.flatMap(middleware)];
    // What another file of the repository passes on is not imported here.
    const passedOn = calls.filter(({ imported }) => imported).map(({ name }) => name);
    const names = new Set([...one.imports.map(({ module }) => module), ...passedOn].map(firstWord));
    const roles = new Set([...names].flatMap((name) => rolesByImport.get(name) ?? []));
    for (const { module, name, line } of one.imports) {
      const whole = name && name !== '*' ? `${module}.${name}` : module;
      for (const { tool, role, main } of rolesByImport.get(firstWord(module)) ?? []) {
        if (main && tool.imports?.some((prefix) => isInside(prefix, whole))) {
          yield { ...base, tool, role, strength: 'imported', line, note: say`imports ${whole}` };
        }
      }
    }
    const proved = new Set<CodeRole>();
    for (const call of calls) {
      for (const { role, pattern } of candidatesOf(call.name)) {
        if (proved.has(role)) continue;
        // An instance may come from a function of the repository; its methods are told by their names.
        if (!roles.has(role) && !(pattern?.foreign && isForeign(call))) continue;
        if (pattern?.argument && !hasArgument(pattern.argument, call)) continue;
        const off = optional.has(role.tool) || isOff(call, one, settings, asked);
        if (!off) proved.add(role);
        const { line } = call;
        yield {
          ...base,
          off,
          tool: role.tool,
          role: role.role,
          strength: 'used',
          line,
          note: say`calls ${call.name}`,
        };
      }
    }
    for (const definition of one.definitions) {
      for (const base_ of definition.bases) {
        for (const { role, pattern } of candidatesOf(base_)) {
          if (!roles.has(role)) continue;
          if (pattern && (pattern.argument || !role.tool.imports?.some((prefix) => isInside(prefix, base_))))
            continue;
          yield {
            ...base,
            tool: role.tool,
            role: role.role,
            strength: 'used',
            line: definition.line,
            note: say`extends ${base_}`,
          };
        }
      }
    }
  }
}

/** A call into another library; a dot in front marks what belongs to this repository. */
const isForeign = ({ name, imported }: Call) => imported && !name.startsWith('.');

function hasArgument({ keyword, value, not }: CallArgument, call: Call): boolean {
  const named = call.arguments.filter((given) => given.keyword === keyword);
  const positional = call.arguments.flatMap((given) =>
    given.keyword
      ? []
      : given.kind === 'string'
        ? [given]
        : // Of an f-string what is written, not what is filled in.
          /^[rR]?[fF]["']/.test(given.text)
          ? [{ ...given, text: given.text.replace(/^[rR]?[fF]["']|["']$|\{[^}]*\}/g, '') }]
          : [],
  );
  if (not) return !named.some(({ text }) => value?.(text));
  if (!value)
    return (
      named.some(({ text }) => text !== 'None' && text !== 'False') ||
      // `.option("versionAsOf", 3)` gives its name as a text.
      positional.some(({ text }) => text === keyword)
    );
  return (named.length > 0 ? named : positional).some(({ text }) => valuesIn(text).some(value));
}

/** One text, or those of a list. */
const valuesIn = (text: string): string[] => text.replace(/["'[\]\s]/g, '').split(',');

// ── dependencies ────────────────────────────────────────────────────────────────────────────────────────────────────

const byPackage = new Map(
  tools.flatMap((tool) => (tool.packages ?? []).map((name) => [name, tool] as const)),
);

function* fromManifests(dependencies: readonly (Place & { readonly name: string })[]): Iterable<ToolUse> {
  for (const { name, path, line } of dependencies) {
    const tool = byPackage.get(name);
    if (!tool) continue;
    for (const [role] of rolesOf(tool).filter(([name]) => isMain(tool, name))) {
      yield {
        tool,
        role,
        strength: 'declared',
        off: false,
        test: false,
        notebook: false,
        path,
        line,
        note: say`declares ${name}`,
      };
    }
  }
}

// ── everything else ─────────────────────────────────────────────────────────────────────────────────────────────────

type Matcher = (pattern: string) => (sign: Sign) => boolean;

/** Roles that are proved by their own signs, or else by those of the tool. */
function* fromSigns(
  kind: Kind,
  signs: readonly Sign[],
  matcher: Matcher,
  strength: Strength = 'used',
): Iterable<ToolUse> {
  for (const tool of tools) {
    for (const [role, own] of rolesOf(tool)) {
      const patterns = Object.keys(own).length > 0 ? own[kind] : tool[kind];
      for (const pattern of patterns ?? []) {
        const test = matcher(pattern);
        for (const sign of signs) {
          if (test(sign))
            yield {
              tool,
              role,
              strength,
              off: false,
              test: false,
              notebook: false,
              path: sign.path,
              line: sign.line,
              note: sign.note,
              text: sign.text,
            };
        }
      }
    }
  }
}

const glob: Matcher = (pattern) => {
  const test = picomatch(pattern, { dot: true });
  return ({ text }) => test(text);
};

const matches: Matcher = (pattern) => {
  const test = wildcard(pattern);
  return ({ text }) => test(text);
};

/** The words of a pattern stand in the command in order, from its first word on; options, with their values, may stand between. */
const startsLike: Matcher = (pattern) => {
  const wanted = pattern.split(' ');
  const rest = wanted.slice(1).map((asked) => ({ asked, test: wildcard(asked) }));
  return (sign) => {
    const { words = [] } = sign as Sign & { readonly words?: Words };
    const program = words[0]?.split('/').at(-1);
    if (program !== wanted[0] && words[0] !== wanted[0]) return false;
    let next = 0;
    for (const [index, word] of words.entries()) {
      const { asked = '', test } = rest[next] ?? {};
      if (!test) break;
      if (index === 0) continue;
      const given = test(word) || (asked.startsWith('--') && word.startsWith(`${asked}=`));
      if (given || (asked === '-' && word.startsWith('-'))) next++;
      else if (!asked.startsWith('-') && !word.startsWith('-') && !isOption(words[index - 1])) return false;
    }
    return next === rest.length;
  };
};

/** Whether a word may have the next one as its value. */
const isOption = (word = '') => word.startsWith('-') && !word.includes('=');

/** The image's name, in any registry and at any tag. */
const namesImage: Matcher =
  (pattern) =>
  ({ text }) => {
    const name = text.replace(/@.*$/, '').replace(/:[^/:]*$/, '');
    return name === pattern || name.endsWith(`/${pattern}`) || name.startsWith(`${pattern}/`);
  };

const namesHook: Matcher =
  (pattern) =>
  ({ text }) =>
    text === pattern || text.replace(/\.git$/, '').endsWith(`/${pattern}`);

const rolesBy = (
  kind: Kind,
  matcher: Matcher,
  sign: Omit<Sign, 'note' | keyof Place> & { readonly words?: Words },
): Role[] => [
  ...new Set(
    [...fromSigns(kind, [{ ...sign, note: say``, path: '', line: 1 }], matcher)].map(({ role }) => role),
  ),
];

/** The roles of the tool that a command runs. */
export const rolesOfCommand = (words: Words): Role[] =>
  rolesBy('commands', startsLike, { text: words.join(' '), words });

/** The roles of the tool that a git hook runs, by its id or its repository. */
export const rolesOfHook = (id: string, repository = ''): Role[] =>
  [id, repository].flatMap((text) => rolesBy('hooks', namesHook, { text }));

/** `owner/name(input=value)`, at any version; `!=` for any other value, or none. */
const namesAction: Matcher = (pattern) => {
  const [, name = pattern, input, not, value = ''] = /^(.*?)(?:\(([\w-]+)(!?)=(.+)\))?$/.exec(pattern) ?? [];
  const wanted = name.toLowerCase().replace(/@\d+$/, '');
  const fits = wildcard(value);
  return (sign) => {
    // Versions can be branches: `@release/v1`.
    const used = sign.text.replace(/@.*$|:[\w.${} -]+$/, '').toLowerCase();
    if (used !== wanted && !used.startsWith(`${wanted}/`)) return false;
    const { with: inputs } = sign as Sign & {
      readonly with?: { get(key: string): { text?: string | undefined } | undefined };
    };
    const given = input ? inputs?.get(input)?.text : undefined;
    if (not) return given === undefined || !fits(given);
    // An expression is decided when it runs; `push: ${{ github.event_name != 'pull_request' }}` pushes.
    return !input || (given !== undefined && (fits(given) || given.startsWith('${{')));
  };
};

/** The roles of tools that a job of CI runs or uses, at every place, not only the first; git hooks that it runs are followed. */
export const roleInJob = derived({ ciJob, ...hookSignals }, function* ({ ciJob, ...hooks }): Generator<
  ToolUse & { readonly job: CiJob }
> {
  const all = Object.values(hooks).flat();
  for (const job of ciJob) {
    const hooked = all.filter(({ manager }) => runsHooks(job, manager));
    const called = hooked.flatMap((hook) => asRuns({ ...hook, text: hook.command }));
    const runs = [...job.runs, ...called].map((run) => ({ ...run, note: say`runs ${shortened(run.text)}` }));
    const used = job.uses.map((use) => ({ ...use, note: say`uses ${use.text}` }));
    for (const use of [
      ...fromSigns('commands', runs, startsLike),
      ...fromSigns('actions', used, namesAction),
      ...fromSigns('hooks', hooked.flatMap(asSigns), namesHook),
    ])
      yield { ...use, job };
  }
});

const runsHooks = ({ runs, uses }: CiJob, manager: Hook['manager']): boolean =>
  manager === 'pre-commit' || manager === 'prek'
    ? runs.some(({ words }) => /^(pre-commit|prek)$/.test(words[0] ?? '') && words.includes('run')) ||
      uses.some(({ text }) => /^(pre-commit\/action|j178\/prek-action|pre-commit-ci\/)/.test(text))
    : manager === 'lefthook' &&
      runs.some(({ words }) => words[0] === 'lefthook' && words[1] === 'run' && words[2] === 'pre-commit');

/** The uses of a role, by their strength, outside tests. */
export function inRole(uses: readonly ToolUse[], ...roles: readonly Role[]) {
  const of = uses.filter((use) => roles.includes(use.role) && !use.test);
  const used = of.filter((use) => use.strength === 'used');
  return {
    used: used.filter((use) => !use.off),
    off: used.filter((use) => use.off),
    imported: of.filter((use) => use.strength === 'imported'),
    declared: of.filter((use) => use.strength === 'declared'),
  };
}
