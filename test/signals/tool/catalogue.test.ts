import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { parse } from 'yaml';
import { checkCatalogue } from '../../../scripts/catalogue.mjs';
import { packageName } from '../../../src/signals/manifest.ts';
import { rolesOf, type Signs, type Tool, tools } from '../../../src/signals/tool/catalogue.ts';

const schema = JSON.parse(readFileSync('content/tools.schema.json', 'utf8')) as {
  definitions: { tool: { properties: { roles: { properties: Record<string, { $ref: string }> } } } };
};
const roles = schema.definitions.tool.properties.roles.properties;
const ofVerdicts = Object.keys(roles).filter((role) => roles[role]?.$ref.endsWith('/signs'));

/** The code that may ask for a role. */
const source = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.split(path.sep).join('/').startsWith('signals/tool/'))
  .map((file) => readFileSync(path.join('src', file), 'utf8'))
  .join('\n');

const firstWord = (name: string) => /^[^.(]*/.exec(name)?.[0] ?? '';

describe('the tool catalogue', () => {
  it('has a tool for each role', () => {
    const given = new Set<string>(tools.flatMap(rolesOf).map(([role]) => role));
    assert.deepEqual(
      Object.keys(roles).filter((role) => !given.has(role)),
      [],
    );
  });

  it('calls only those roles verdicts that a judge asks for', () => {
    assert.deepEqual(
      ofVerdicts.filter((role) => !source.includes(`'${role}'`)),
      [],
    );
  });

  it('names calls after modules that it knows', () => {
    const modules = new Set(tools.flatMap(({ imports = [] }) => imports.map(firstWord)));
    const unknown = tools.flatMap((tool) =>
      rolesOf(tool)
        .flatMap(([, { calls = [] }]) => calls)
        .filter((call) => !call.startsWith('*') && !modules.has(firstWord(call)))
        .map((call) => `${tool.id}: ${call}`),
    );
    assert.deepEqual(unknown, []);
  });

  it('names packages as they are looked up', () => {
    const names = tools.flatMap(({ packages = [] }) => packages);
    assert.deepEqual(
      names.filter((name) => name !== packageName(name)),
      [],
    );
  });

  // A sign of a tool whose roles all have their own is never looked at, and a role without any is never found.
  it('has no sign and no role that cannot prove anything', () => {
    const kinds = [
      'commands',
      'actions',
      'images',
      'files',
      'tables',
      'hooks',
      'kinds',
      'resources',
    ] as const;
    const idle = tools.flatMap((tool) => {
      const open = rolesOf(tool).some(([, signs]) => isEmpty(signs));
      const signs = kinds.filter((kind) => tool[kind]);
      const found = signs.length > 0 || tool.packages || tool.imports;
      return (open && !found) || (!open && signs.length > 0) ? [tool.id] : [];
    });
    assert.deepEqual(idle, []);
  });

  it('knows every tool and service that the documents name', () => {
    const names = new Map(tools.map((tool) => [tool.id, tool.pipelines]));
    const wanted: Readonly<Record<string, Tool['pipelines']>> = {
      mlflow: ['creation', 'scoring'],
      dvc: ['creation', 'scoring', 'monitoring', 'refresh'],
      elyra: ['creation'],
      'watson-studio': ['creation'],
      'watson-machine-learning': ['scoring'],
      openscale: ['monitoring'],
      'azure-ml': ['creation', 'scoring', 'monitoring', 'refresh'],
      git: ['creation'],
    };
    for (const [id, pipelines] of Object.entries(wanted)) assert.deepEqual(names.get(id), pipelines, id);
    const missing = documented.filter((id) => !names.has(id));
    assert.deepEqual(missing, []);
  });
});

const isEmpty = (signs: Signs) => Object.keys(signs).length === 0;

const documented =
  `aws-glue spark deequ dvc git sagemaker sagemaker-experiments sagemaker-clarify sagemaker-model-monitor
  sagemaker-feature-store sagemaker-model-registry sagemaker-pipelines sagemaker-ground-truth sagemaker-studio wandb
  tensorflow pytorch scikit-learn airflow mlflow kubernetes docker tensorflow-serving grafana prometheus pinecone qdrant
  weaviate s3 fsx-lustre azure-ml azure-event-grid azure-monitor github-actions azure-pipelines watson-studio
  watson-machine-learning openscale spss-modeler orchestration-flow kubeflow tekton elyra jupyterlab flask uv ruff ty prek
  lefthook mise databricks vertex-ai bentoml kserve seldon ray prefect dagster metaflow zenml kedro hydra feast evidently
  whylogs nannyml alibi-explain alibi-detect great-expectations pandera transformers lightning comet neptune clearml aim
  shap captum growthbook`.split(/\s+/);

describe('the build', () => {
  const good = parse(`
- { id: one, name: One, link: 'https://one.dev', checked: 2026-11-21, packages: [one], roles: { ml-library: {} }, pipelines: [] }
- { id: two, name: Two, link: 'https://two.dev', checked: 2026-11-21, ended: 2026-03, imports: [two], roles: { linter: { commands: [two] } }, pipelines: [creation] }
`) as Record<string, unknown>[];

  it('takes entries that are complete', () => {
    assert.equal(checkCatalogue(good, schema), good);
  });

  const broken: Readonly<Record<string, readonly [change: Record<string, unknown>, says: RegExp]>> = {
    'a role that nobody knows': [{ roles: { 'ml-libary': {} } }, /entry two .*roles.*ml-libary/],
    'a sign that nobody reads': [{ roles: { linter: { command: ['two'] } } }, /entry two .*linter.*command/],
    'no role': [{ roles: {} }, /entry two .*roles/],
    'two tools in one': [{ name: 'Two and Three' }, /entry two .*name/],
    'a link without encryption': [{ link: 'http://two.dev' }, /entry two .*link/],
    'a date that is none': [{ checked: '2026-13-01' }, /entry two .*checked/],
    'a package as nobody looks it up': [{ packages: ['Two_Tools'] }, /entry two .*packages/],
    'a pipeline that is none': [{ pipelines: ['training'] }, /entry two .*pipelines/],
    'a missing field': [{ link: undefined }, /entry two .*link/],
    'the id of another': [{ id: 'one' }, /entries one and one .*id one/],
    'the package of another': [{ packages: ['one'] }, /entries one and two .*package one/],
  };
  for (const [what, [change, says]] of Object.entries(broken))
    it(`names the entry that has ${what}`, () => {
      const [one, two] = good;
      const entries = JSON.parse(JSON.stringify([one, { ...two, ...change }]));
      assert.throws(() => checkCatalogue(entries, schema), { message: says });
    });
});
