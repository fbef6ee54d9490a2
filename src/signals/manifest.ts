import type { Located } from '../formats/located.ts';
import { readPython } from '../formats/python/read.ts';
import { fromFiles, type Place } from './signal.ts';
import type { SourceFile } from './source.ts';

export interface Dependency extends Place {
  /** In lower case, with dashes, as package indexes write it. */
  readonly name: string;
  /** As written, for example `>=2,<3`; empty where anything goes. */
  readonly specifier: string;
  /** To one version. */
  readonly pinned: boolean;
  /** Declared for development, testing or as an extra. */
  readonly optional: boolean;
}

/** A file that declares a project's dependencies. */
export interface Manifest extends Place {
  readonly ecosystem: 'python' | 'conda' | 'r' | 'julia' | 'node';
  readonly dependencies: readonly Dependency[];
  readonly name?: string;
  readonly requiresPython?: string;
  /** The name of the environment that conda makes from it. */
  readonly environment?: string;
  /** People named in the metadata. */
  readonly authors: readonly (Place & { readonly name: string })[];
  /** The tools configured in the file: `tool.*` tables of pyproject.toml, sections of setup.cfg. */
  readonly tools: readonly (Place & { readonly name: string })[];
  /** For pyproject.toml, the whole of it. */
  readonly source?: Located;
}

/** All manifests of Python, conda, R, Julia and Node projects. */
export const manifest = fromFiles<Manifest>({
  reads: [
    '**/pyproject.toml',
    '**/pixi.toml',
    '**/Pipfile',
    '**/*requirements*.{txt,in}',
    '**/requirements/*.{txt,in}',
    '**/constraints*.txt',
    '**/setup.{py,cfg}',
    '**/*{environment,conda,env}*.{yml,yaml}',
    '**/DESCRIPTION',
    '**/Project.toml',
    '**/package.json',
    '**/cog.{yml,yaml}',
  ],
  parse(file) {
    const name =
      file.path
        .split('/')
        .at(-1)
        ?.toLowerCase()
        .replace(/\.(tmpl|j2|jinja2?)$/, '') ?? '';
    const read = readers.find(([pattern]) => pattern.test(name))?.[1];
    return read?.(file) ?? [];
  },
});

const readers: readonly (readonly [RegExp, (file: SourceFile) => Manifest[]])[] = [
  [/^pyproject\.toml$/, readPyproject],
  [
    /^pixi\.toml$/,
    (file) => [
      { ...empty(file.path), ecosystem: 'conda', dependencies: pixiDependencies(file.toml(), file.path) },
    ],
  ],
  [/^pipfile$/, readPipfile],
  [/^setup\.py$/, readSetupPy],
  [/^setup\.cfg$/, readSetupCfg],
  [/^description$/, readDescription],
  [/^project\.toml$/, readJulia],
  [/^package\.json$/, readPackageJson],
  [/^cog\.ya?ml$/, readCog],
  [/\.ya?ml$/, readConda],
  [/\.(txt|in)$/, readRequirements],
];

const empty = (path: string): Manifest => ({
  path,
  line: 1,
  ecosystem: 'python',
  dependencies: [],
  authors: [],
  tools: [],
});

export const packageName = (name: string): string => name.toLowerCase().replace(/[-_.]+/g, '-');

/** A requirement as PEP 508 has it, or as pip takes it. https://packaging.python.org/specifications/dependency-specifiers/ */
function requirement(text: string, path: string, line: number, optional = false): Dependency[] {
  const direct =
    /^\s*(?:([A-Za-z0-9][\w.-]*)\s*(?:\[[^\]]*\])?\s*@\s*)?((?:[a-z]+\+)?[a-z]+:\/\/\S+|\S+\.whl\b\S*)/.exec(
      text,
    );
  if (direct?.[2]) {
    const name = direct[1] ?? nameIn(direct[2]);
    const found = { specifier: `@ ${direct[2]}`, pinned: isFixed(direct[2]), optional, path, line };
    return name ? [{ name: packageName(name), ...found }] : [];
  }
  const [, name, rest = ''] = /^\s*([A-Za-z0-9][\w.-]*)\s*(?:\[[^\]]*\])?\s*([^;#]*)/.exec(text) ?? [];
  if (!name) return [];
  const specifier = rest
    .replace(/\s+--.*$/, '')
    .replace(/^\((.*)\)\s*$/, '$1')
    .trim();
  const pinned = /^={2,3}\s*[^*,\s]+$/.test(specifier);
  return [{ name: packageName(name), specifier, pinned, optional, path, line }];
}

/** The package that an address holds: `#egg=name`, a repository, or a file with a version. */
const nameIn = (address: string): string | undefined =>
  /#(?:.*&)?egg=([\w.-]+)/.exec(address)?.[1] ??
  /\/([\w.]+?)-\d[^/]*\.(?:whl|zip|tar\.gz)/.exec(`/${address}`)?.[1] ??
  /\/([\w.-]+?)(?:\.git)?(?:@[^/@]+)?(?:#.*)?$/.exec(address)?.[1];

/** Whether an address always gives the same: a commit, a version, a file; not a branch, nor a file of one machine. */
function isFixed(address: string): boolean {
  if (address.startsWith('file:')) return false;
  if (!/^(git|hg|svn|bzr)\+/.test(address)) return /\.(whl|zip|tar\.gz)(#|$)/.test(address);
  const revision = /@([^/@#]+)(?:#.*)?$/.exec(address)?.[1] ?? '';
  return isRevision(revision);
}

const isRevision = (text: string) => /^[0-9a-f]{7,40}$|^v?\d+(\.\d+)+\S*$/.test(text);

const requirements = (list: Located | undefined, path: string, optional = false): Dependency[] =>
  (list?.items ?? []).flatMap((item) => (item.text ? requirement(item.text, path, item.line, optional) : []));

/** Tables of name and version, as Poetry, Pipenv and pixi have them. A version alone is that version. */
function table(entries: Located | undefined, path: string, optional: boolean): Dependency[] {
  return (entries?.entries ?? [])
    .filter(([name]) => name !== 'python')
    .map(([name, value]) => {
      const all = value.isList ? value.items : [value];
      return {
        name: packageName(name),
        specifier: all.map((one) => one.text ?? one.get('version')?.text ?? '').join(' | '),
        pinned: all.length > 0 && all.every(isExact),
        optional: optional || value.get('optional')?.value === true,
        path,
        line: value.line,
      };
    });
}

function isExact(value: Located): boolean {
  const text = value.text ?? value.get('version')?.text;
  if (text !== undefined) return /^(={2,3})?\s*\d[\w.+!-]*$/.test(text.trim());
  if (value.get('path')) return true;
  const revision = value.get('rev') ?? value.get('tag') ?? value.get('ref');
  return isRevision(revision?.text ?? '') || isFixed(value.get('url')?.text ?? value.get('file')?.text ?? '');
}

function readPyproject({ path, toml }: SourceFile): Manifest[] {
  const source = toml();
  const project = source.get('project');
  const poetry = source.get('tool', 'poetry');
  const groups = [
    ...(source.get('dependency-groups')?.entries ?? []),
    ...(project?.get('optional-dependencies')?.entries ?? []),
    ...(source.get('tool', 'pdm', 'dev-dependencies')?.entries ?? []),
  ];
  const dependencies = [
    ...requirements(project?.get('dependencies'), path),
    ...groups.flatMap(([, list]) => requirements(list, path, true)),
    ...requirements(source.get('tool', 'uv', 'dev-dependencies'), path, true),
    ...table(poetry?.get('dependencies'), path, false),
    ...table(poetry?.get('dev-dependencies'), path, true),
    ...(poetry?.get('group')?.entries ?? []).flatMap(([, group]) =>
      table(group.get('dependencies'), path, true),
    ),
    ...(source.get('tool', 'hatch', 'envs')?.entries ?? []).flatMap(([, env]) => [
      ...requirements(env.get('dependencies'), path, true),
      ...requirements(env.get('extra-dependencies'), path, true),
    ]),
    ...requirements(source.get('tool', 'rye', 'dev-dependencies'), path, true),
    ...requirements(source.get('tool', 'flit', 'metadata', 'requires'), path),
    ...pixiDependencies(source.get('tool', 'pixi'), path),
  ];
  const people = [
    ...(project?.get('authors')?.items ?? []),
    ...(project?.get('maintainers')?.items ?? []),
    ...(poetry?.get('authors')?.items ?? []),
  ];
  const name = project?.get('name')?.text ?? poetry?.get('name')?.text;
  const requiresPython = project?.get('requires-python')?.text ?? poetry?.get('dependencies', 'python')?.text;
  return [
    {
      ...empty(path),
      dependencies,
      authors: people.flatMap((person) =>
        named(person.text ?? person.get('name')?.text ?? person.get('email')?.text, path, person.line),
      ),
      tools: (source.get('tool')?.entries ?? []).map(([tool, at]) => ({ name: tool, path, line: at.line })),
      source,
      ...(name !== undefined && { name }),
      ...(requiresPython !== undefined && { requiresPython }),
    },
  ];
}

/** An author that is still the placeholder of a template is nobody. */
function named(name: string | undefined, path: string, line: number): Manifest['authors'] {
  const real =
    name &&
    name.trim() !== '' &&
    !/^(your name|todo|tbd|author|name|x|example|(john|jane) doe)\b|you@example|example\.com/i.test(
      name.trim(),
    );
  return real ? [{ name, path, line }] : [];
}

function pixiDependencies(pixi: Located | undefined, path: string): Dependency[] {
  const of = (at: Located | undefined, optional: boolean) =>
    ['dependencies', 'host-dependencies', 'pypi-dependencies'].flatMap((key) =>
      table(at?.get(key), path, optional),
    );
  const features = (pixi?.get('feature')?.entries ?? []).flatMap(([, feature]) => of(feature, true));
  const targets = (pixi?.get('target')?.entries ?? []).flatMap(([, target]) => of(target, false));
  return [...of(pixi, false), ...targets, ...features];
}

function readPipfile({ path, toml }: SourceFile): Manifest[] {
  const source = toml();
  const dependencies = [
    ...table(source.get('packages'), path, false),
    ...table(source.get('dev-packages'), path, true),
  ];
  const requiresPython = source.get('requires', 'python_version')?.text;
  return [{ ...empty(path), dependencies, ...(requiresPython !== undefined && { requiresPython }) }];
}

/** https://cog.run/yaml */
function readCog({ path, yaml }: SourceFile): Manifest[] {
  const packages = yaml()[0]?.get('build', 'python_packages');
  return packages
    ? [{ ...empty(path), line: packages.line, dependencies: requirements(packages, path) }]
    : [];
}

function readRequirements({ path, text }: SourceFile): Manifest[] {
  const optional = /dev|test|doc|lint|ci\b|build|constraints/.test(path.split('/').slice(-2).join('/'));
  const dependencies = text.split(/\r?\n/).flatMap((line, index) => {
    const bare = line
      .replace(/(^|\s)#.*$/, '')
      .replace(/\\$/, '')
      .replace(/^\s*(-e|--editable)\s+(?=\w+\+)/, '');
    return /^\s*(-|$)/.test(bare) ? [] : requirement(bare, path, index + 1, optional);
  });
  return [{ ...empty(path), dependencies }];
}

function readSetupPy({ path, text }: SourceFile): Manifest[] {
  const code = readPython(text);
  const setup = code.calls.find(({ name }) => /(^|\.)setup$/.test(name));
  if (!setup) return [];
  const lists = code.assignments.filter(
    ({ list, name }) => list && /requir|depend|install|extras/i.test(name),
  );
  const inline = setup.arguments.filter(
    ({ keyword }) => keyword === 'install_requires' || keyword === 'tests_require',
  );
  const texts = [
    ...lists.flatMap(({ values, line, name }) =>
      values.map((value) => ({ value, line, optional: /test|dev|extras|doc/i.test(name) })),
    ),
    ...inline.flatMap(({ values = [], keyword }) =>
      values.map((value) => ({ value, line: setup.line, optional: keyword === 'tests_require' })),
    ),
  ];
  const argument = (keyword: string) => {
    const given = setup.arguments.find((one) => one.keyword === keyword);
    const constant = () => code.assignments.find(({ name, list }) => name === given?.text && !list);
    return given?.kind === 'string' ? given.text : constant()?.values[0];
  };
  const name = argument('name');
  const requiresPython = argument('python_requires');
  return [
    {
      ...empty(path),
      dependencies: texts.flatMap(({ value, line, optional }) => requirement(value, path, line, optional)),
      authors: named(argument('author') ?? argument('maintainer'), path, setup.line),
      ...(name !== undefined && { name }),
      ...(requiresPython !== undefined && { requiresPython }),
    },
  ];
}

function readSetupCfg({ path, ini }: SourceFile): Manifest[] {
  const source = ini();
  const list = (at: Located | undefined, optional: boolean) =>
    (at?.text ?? '').split('\n').flatMap((value) => requirement(value, path, at?.line ?? 1, optional));
  const extras = source.get('options.extras_require')?.entries ?? [];
  const author = source.get('metadata', 'author') ?? source.get('metadata', 'maintainer');
  const name = source.get('metadata', 'name')?.text;
  return [
    {
      ...empty(path),
      dependencies: [
        ...list(source.get('options', 'install_requires'), false),
        ...extras.flatMap(([, at]) => list(at, true)),
      ],
      authors: named(author?.text, path, author?.line ?? 1),
      tools: source.entries.map(([section, at]) => ({
        name: section.replace(/^tool:/, ''),
        path,
        line: at.line,
      })),
      ...(name !== undefined && { name }),
    },
  ];
}

function readConda({ path, yaml }: SourceFile): Manifest[] {
  const source = yaml().find((document) => document.get('dependencies')?.isList);
  const items = source?.get('dependencies')?.items ?? [];
  const dependencies = items.flatMap((item) => {
    const pip = item.get('pip');
    if (pip) return requirements(pip, path);
    const [, name, specifier = ''] = /^(?:[\w-]+::)?([\w.-]+)\s*(.*)$/.exec(item.text ?? '') ?? [];
    const pinned = isPinnedInConda(specifier);
    return name && !/^(python|python_abi|pip)$/.test(name)
      ? [{ name: packageName(name), specifier, pinned, optional: false, path, line: item.line }]
      : [];
  });
  const python = items.map((item) => /^python\s*(.*)$/.exec(item.text ?? '')?.[1]).find(Boolean);
  const environment = source?.get('name')?.text;
  return source
    ? [
        {
          ...empty(path),
          ecosystem: 'conda',
          dependencies,
          ...(python && { requiresPython: python }),
          ...(environment && { environment }),
        },
      ]
    : [];
}

/** `=1.26` is any 1.26 to conda; `=1.26.4`, `==1.26` and what names a build are one version. */
const isPinnedInConda = (specifier: string) =>
  /^(==\s*)?\d[^*,<>\s=|]*$|^={0,2}\d[^*,<>\s=|]*=[^*\s]+$|^=\d+\.\d+\.[^*,<>\s=|]+$/.test(specifier);

/** R packages. https://r-pkgs.org/description.html */
function readDescription({ path, text }: SourceFile): Manifest[] {
  let field = '';
  let packaged = false;
  const authors: Manifest['authors'][number][] = [];
  const dependencies = text.split(/\r?\n/).flatMap((line, index) => {
    const [, name, value = line] = /^([\w@/]+):\s*(.*)$/.exec(line) ?? [];
    if (name) field = name;
    packaged ||= name === 'Package';
    if (/^Authors?(@R)?$/.test(field)) authors.push(...authorsInR(field, value, path, index + 1));
    if (!/^(Imports|Depends|Suggests|LinkingTo)$/.test(field)) return [];
    return value.split(',').flatMap((one) => requirement(one, path, index + 1, field === 'Suggests'));
  });
  const own = dependencies.filter(({ name }) => name !== 'r');
  return packaged ? [{ ...empty(path), ecosystem: 'r', dependencies: own, authors }] : [];
}

/** `Author` is text, `Authors@R` a call of `person("Given", "Family")` for each. */
function authorsInR(field: string, value: string, path: string, line: number): Manifest['authors'] {
  if (field === 'Author') return named(value.trim(), path, line);
  const people = value.matchAll(/person\(\s*(?:given\s*=\s*)?"([^"]+)",\s*(?:family\s*=\s*)?"([^"]+)"/g);
  return [...people].flatMap(([, given, family]) => named(`${given} ${family}`, path, line));
}

function readJulia({ path, toml }: SourceFile): Manifest[] {
  const source = toml();
  const dependencies = (source.get('deps')?.entries ?? []).map(([name, at]) => ({
    name: packageName(name),
    specifier: source.get('compat', name)?.text ?? '',
    pinned: /^=\s*\d+\.\d+\.\d+\S*$/.test(source.get('compat', name)?.text ?? ''),
    optional: false,
    path,
    line: at.line,
  }));
  return [{ ...empty(path), ecosystem: 'julia', dependencies }];
}

function readPackageJson({ path, json }: SourceFile): Manifest[] {
  const source = json();
  const list = (key: string, optional: boolean) =>
    (source.get(key)?.entries ?? []).map(([name, at]) => ({
      name,
      specifier: at.text ?? '',
      pinned: /^\d/.test(at.text ?? ''),
      optional,
      path,
      line: at.line,
    }));
  return [
    {
      ...empty(path),
      ecosystem: 'node',
      dependencies: [...list('dependencies', false), ...list('devDependencies', true)],
      source,
    },
  ];
}
