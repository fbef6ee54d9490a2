import { say } from '../text.ts';
import { endpoint } from './code/endpoint.ts';
import { module } from './code/module.ts';
import { codeStep } from './code/step.ts';
import { serving } from './flag.ts';
import { resourceSignals } from './resource.ts';
import { derived, type Evidence } from './signal.ts';

/** Where predictions go besides the answer. */
export interface PredictionLog extends Evidence {
  readonly kind: 'store' | 'console';
}

const stores =
  /\.(put_record|put_records|put_item|send_message|publish|produce|send|insert|insert_one|insert_many|insert_rows(_json)?|add|to_sql|to_gbq|to_parquet|to_csv|to_json|write_table|upload_blob|put_object|upload_file|execute|executemany|lpush|rpush|xadd|collect|saveAsTable|save|writerow|store_records)$/;
const clients =
  /^(boto3|kafka|confluent_kafka|aiokafka|google\.cloud|azure\.(storage|eventhub|servicebus|cosmos|data)|pymongo|motor|redis|psycopg2?|asyncpg|sqlalchemy|sqlite3|pandas|polars|pyspark|elasticsearch|pika|aio_pika|duckdb|influxdb|supabase|clickhouse|csv|mysql)\b/;
const console_ =
  /^(print|logging\.\w+|.*logg(er|ing)(\(\))?\.(info|debug|warning)|structlog\..*|loguru\.logger\.\w+)$/i;

/** Inputs and outputs that are written somewhere beside `predict`. */
export const predictionLog = derived(
  { module, codeStep, endpoint, serving, ...resourceSignals },
  function* ({
    module,
    codeStep,
    endpoint,
    serving,
    kubernetes,
    terraform,
    azureMl,
    databricksBundle,
  }): Generator<PredictionLog> {
    const answering = new Set([
      ...endpoint.map(({ path }) => path),
      ...serving.map(({ path }) => path),
      ...codeStep.filter(({ step, test }) => step === 'scoring' && !test).map(({ path }) => path),
    ]);
    const training = new Set(codeStep.filter(({ step }) => step === 'training').map(({ path }) => path));
    for (const one of module) {
      if (one.test || one.notebook || !answering.has(one.path)) continue;
      const predicts = one.calls.find(({ name }) =>
        /predict|infer|score|classify|generate/i.test(name.split('.').at(-1) ?? ''),
      );
      if (!predicts) continue;
      const beside = one.calls.filter(
        ({ within }) =>
          within === predicts.within ||
          (within ?? '').split('.')[0] === (predicts.within ?? '').split('.')[0],
      );
      const store = beside.find(
        ({ name, imported }) =>
          stores.test(name) && imported && clients.test(name) && !/train|metric/i.test(name),
      );
      const named = one.definitions.find(({ name }) =>
        /(log|save|store|record|persist|publish|send)_?(the_)?(prediction|inference|request|result|response)/i.test(
          name,
        ),
      );
      const at = store ?? named;
      if (at && !(training.has(one.path) && !endpoint.some(({ path }) => path === one.path)))
        yield { kind: 'store', path: one.path, line: at.line, note: say`writes predictions: ${at.name}` };
      const line =
        endpoint.some(({ path }) => path === one.path) || serving.some(({ path }) => path === one.path)
          ? beside.find(({ name }) => console_.test(name))
          : undefined;
      if (line)
        yield {
          kind: 'console',
          path: one.path,
          line: line.line,
          note: say`writes to the log: ${line.name}`,
        };
    }
    for (const { source, path, type, line } of [...kubernetes, ...azureMl, ...databricksBundle]) {
      const found = [...(source?.walk() ?? [])].find(
        ([key, value]) =>
          (key === 'logger' && value.isMap && /InferenceService|SeldonDeployment/.test(type)) ||
          (key === 'data_collector' && value.isMap) ||
          (key === 'auto_capture_config' && value.isMap) ||
          key === 'inference_table_config',
      );
      if (found)
        yield { kind: 'store', path, line: found[1].line ?? line, note: say`logs inference (${found[0]})` };
    }
    for (const { type, path, line, text = '' } of terraform) {
      if (/^aws_sagemaker_endpoint_configuration$/.test(type) && /data_capture_config/.test(text))
        yield { kind: 'store', path, line, note: say`captures data at the endpoint` };
    }
  },
);
