import { readInstances } from '../formats/javascript.ts';
import type { Located } from '../formats/located.ts';
import { say } from '../text.ts';
import { resourceSignals } from './resource.ts';
import { derived, type Evidence, fromFiles } from './signal.ts';

const isOn = (value: Located | undefined) => value === undefined || /^true$/i.test(value.text ?? '');

/** Parts of definitions that make a managed endpoint keep its requests and answers. */
const keeps = (key: string, value: Located, type: string): boolean =>
  (key === 'logger' && value.isMap && /InferenceService|SeldonDeployment/.test(type)) ||
  (key === 'data_collector' &&
    value.isMap &&
    [...value.walk()].some(([name, inner]) => name === 'enabled' && isOn(inner))) ||
  ((key === 'auto_capture_config' || key === 'inference_table_config') &&
    value.isMap &&
    isOn(value.get('enabled'))) ||
  (key === 'DataCaptureConfig' &&
    (value.isMap ? isOn(value.get('EnableCapture')) : !/enable_?capture\W*false/i.test(value.text ?? '')));

const blocks: readonly (readonly [RegExp, RegExp])[] = [
  [/^aws_sagemaker_endpoint_configuration$/, /data_capture_config\s*\{(?![^}]*enable_capture\s*=\s*false)/],
  [/^google_vertex_ai_endpoint$/, /predict_request_response_logging_config\s*\{[^}]*enabled\s*=\s*true/],
  [
    /^databricks_model_serving$/,
    /(auto_capture_config|inference_table_config)\s*\{(?![^}]*enabled\s*=\s*false)/,
  ],
];

/** Managed endpoints that keep what they are asked and what they answer. */
export const endpointLog = derived({ ...resourceSignals }, (resources): Evidence[] => [
  ...[
    ...resources.kubernetes,
    ...resources.azureMl,
    ...resources.databricksBundle,
    ...resources.cloudFormation,
  ].flatMap(({ source, path, type }) => {
    const found = [...(source?.walk() ?? [])].find(([key, value]) => keeps(key, value, type));
    return found ? [{ path, line: found[1].line, note: say`logs inference (${found[0]})` }] : [];
  }),
  ...resources.terraform
    .filter(({ type, text = '' }) => blocks.some(([name, block]) => name.test(type) && block.test(text)))
    .map(({ path, line, type }) => ({ path, line, note: say`logs inference (${type})` })),
]);

const asks = /^@aws-sdk\/client-(sagemaker-runtime|bedrock-runtime)\.(Invoke|Converse)\w*Command$/;
const stores =
  /^@aws-sdk\/(client-\w+|lib-dynamodb)\.(Put(Item|Object|Record|RecordBatch|Records|Events)?|UpdateItem|Update|BatchWriteItem|BatchWrite|SendMessage(Batch)?|Publish)Command$/;

/** Functions in JavaScript and TypeScript that ask an endpoint of AWS, and write to a store what comes of it. */
export const callerLog = fromFiles<Evidence>({
  reads: ['**/*.{ts,mts,js,mjs}'],
  mentions: /@aws-sdk\/client-(sagemaker|bedrock)-runtime/,
  *parse({ path, text }) {
    const made = readInstances(text);
    const asking = new Set(made.filter(({ name }) => asks.test(name)).map(({ within }) => within));
    for (const { name, line, within } of made)
      if (stores.test(name) && asking.has(within))
        yield { path, line, note: say`writes beside the prediction: ${name.replace(/^.*\./, '')}` };
  },
});
