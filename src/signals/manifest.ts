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

/** A requirement as PEP 508 has it. https://packaging.python.org/specifications/dependency-specifiers/ */
function requirement(text: string, path: string, line: number, optional = false): Dependency[] {
  const [, name, rest = ''] = /^\s*([A-Za-z0-9][\w.-]*)\s*(?:\[[^\]]*\])?\s*([^;#]*)/.exec(text) ?? [];
  if (!name) return [];
  const specifier = rest
    .replace(/\s+--.*$/, '')
    .replace(/^\((.*)\)$/, '$1')
    .trim();
  const pinned =
    /^={2,3}\s*[^*,\s]+$/.test(specifier) || /^@.*(#sha256=|@[0-9a-f]{7,40}|\.whl)/.test(specifier);
  return [{ name: packageName(name), specifier, pinned, optional, path, line }];
}

const requirements = (list: Located | undefined, path: string, optional = false): Dependency[] =>
  (list?.items ?? []).flatMap((item) => (item.text ? requirement(item.text, path, item.line, optional) : []));

/** Tables of name and version, as Poetry, Pipenv and pixi have them. `1.2` is a caret range for Poetry alone. */
function table(entries: Located | undefined, path: string, optional: boolean): Dependency[] {
  return (entries?.entries ?? [])
    .filter(([name]) => name !== 'python')
    .map(([name, value]) => {
      const specifier = value.text ?? value.get('version')?.text ?? '';
      const pinned = /^={1,3}\s*[^*,\s]+$/.test(specifier) || value.get('rev') !== undefined;
      return { name: packageName(name), specifier, pinned, optional, path, line: value.line };
    });
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
    ...(source.get('tool', 'hatch', 'envs')?.entries ?? []).flatMap(([, env]) =>
      requirements(env.get('dependencies'), path, true),
    ),
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
    !/^(your name|todo|tbd|author|name|x|example|(john|jane) doe)\b|you@example|example\.com/i.test(name.trim());
  return real ? [{ name, path, line }] : [];
}

function pixiDependencies(pixi: Located | undefined, path: string): Dependency[] {
  const features = (pixi?.get('feature')?.entries ?? []).flatMap(([, feature]) => [
    ...table(feature.get('dependencies'), path, true),
    ...table(feature.get('pypi-dependencies'), path, true),
  ]);
  return [
    ...table(pixi?.get('dependencies'), path, false),
    ...table(pixi?.get('pypi-dependencies'), path, false),
    ...features,
  ];
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

function readRequirements({ path, text }: SourceFile): Manifest[] {
  const optional = /dev|test|doc|lint|ci\b|build|constraints/.test(path.split('/').slice(-2).join('/'));
  const dependencies = text.split(/\r?\n/).flatMap((line, index) => {
    const bare = line.replace(/\s#.*$/, '').replace(/\\$/, '');
    if (/^\s*(#|-|$)/.test(bare)) return [];
    const git = /^git\+\S+?\/([\w.-]+?)(?:\.git)?(@[\w.-]+)?(#.*)?$/.exec(bare.trim());
    if (git?.[1])
      return [
        {
          name: packageName(git[1]),
          specifier: git[2] ?? '',
          pinned: git[2] !== undefined,
          optional,
          path,
          line: index + 1,
        },
      ];
    return requirement(bare, path, index + 1, optional);
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
    ...lists.flatMap(({ values, line }) => values.map((value) => [value, line] as const)),
    ...inline.flatMap((argument) =>
      [...argument.text.matchAll(/["']([^"']+)["']/g)].map(([, value = '']) => [value, setup.line] as const),
    ),
  ];
  const argument = (keyword: string) =>
    setup.arguments.find((one) => one.keyword === keyword && one.kind === 'string')?.text;
  const name = argument('name');
  const requiresPython = argument('python_requires');
  return [
    {
      ...empty(path),
      dependencies: texts.flatMap(([value, line]) => requirement(value, path, line)),
      authors: named(argument('author'), path, setup.line),
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
  const author = source.get('metadata', 'author');
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
    const pinned = /^==?\s*[^*,<>\s]+$/.test(specifier);
    return name && name !== 'python' && name !== 'pip'
      ? [{ name: packageName(name), specifier, pinned, optional: false, path, line: item.line }]
      : [];
  });
  const python = items.map((item) => /^python\s*(.*)$/.exec(item.text ?? '')?.[1]).find(Boolean);
  return source
    ? [{ ...empty(path), ecosystem: 'conda', dependencies, ...(python && { requiresPython: python }) }]
    : [];
}

/** R packages. https://r-pkgs.org/description.html */
function readDescription({ path, text }: SourceFile): Manifest[] {
  const fields = text.split(/\n(?=\S)/).map((field) => /^([\w@]+):\s*([\s\S]*)$/.exec(field));
  const dependencies = fields.flatMap((field) =>
    /^(Imports|Depends|Suggests)$/.test(field?.[1] ?? '')
      ? (field?.[2] ?? '').split(',').flatMap((one) => requirement(one, path, 1, field?.[1] === 'Suggests'))
      : [],
  );
  return fields.some((field) => field?.[1] === 'Package')
    ? [{ ...empty(path), ecosystem: 'r', dependencies }]
    : [];
}

function readJulia({ path, toml }: SourceFile): Manifest[] {
  const source = toml();
  const dependencies = (source.get('deps')?.entries ?? []).map(([name, at]) => ({
    name: packageName(name),
    specifier: source.get('compat', name)?.text ?? '',
    pinned: false,
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
