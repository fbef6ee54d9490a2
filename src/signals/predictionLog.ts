import type { Call } from '../formats/python/code.ts';
import { say } from '../text.ts';
import { endpoint } from './code/endpoint.ts';
import { type Module, module } from './code/module.ts';
import { codeStep } from './code/step.ts';
import { callerLog, endpointLog } from './endpointLog.ts';
import { serving } from './flag.ts';
import { derived, type Evidence } from './signal.ts';
import { inRole, toolUse } from './tool/use.ts';

/** Where predictions go besides the answer: to a store, or to a console or file that goes with the service. */
export interface PredictionLog extends Evidence {
  readonly kind: 'store' | 'passing';
}

type Target = 'store' | 'file' | 'console';
const weight: readonly Target[] = ['console', 'file', 'store'];
const heaviest = (targets: readonly (Target | undefined)[]): Target | undefined =>
  weight.findLast((one) => targets.includes(one));

const clients =
  /^(boto3|aioboto3|kafka|confluent_kafka|aiokafka|google\.cloud|azure\.(storage|eventhub|servicebus|cosmos|data)|pymongo|motor|redis|psycopg\w*|asyncpg|aiopg|sqlalchemy|sqlmodel|sqlite3|aiosqlite|databases|elasticsearch|opensearchpy|pika|aio_pika|nats|duckdb|influxdb\w*|supabase|clickhouse\w*|mysql|snowflake|deltalake|pyspark|databricks|airflow|flask_sqlalchemy|hopsworks|hsfs)\b/;
const writes =
  /\.(put_record|put_records|put_item|send_message|send_message_batch|send_batch|publish|basic_publish|produce|send|send_and_wait|insert|insert_one|insert_many|insert_rows|insert_rows_json|insert_rows_from_dataframe|add|add_all|put_object|upload_file|upload_fileobj|upload_blob|upload_from_string|upload_from_filename|upload_from_file|create_item|upsert_item|create_entity|lpush|rpush|xadd|index|bulk|write|write_pandas|write_deltalake|write_table|log_struct|load_table_from_dataframe|table\.insert)$/;
const statement = /\.(execute|executemany|execute_many|sql|query)$/;
const frameToStore =
  /\.(to_sql|to_gbq|to_parquet|to_feather|write_parquet|write_delta|write_database|saveAsTable|save_as_table|insertInto|write_table)$|\.write\b.*\.(save|parquet|csv|json|jdbc)$|(^|\.)write_(pandas|deltalake)$/;
const frameToFile =
  /\.(to_csv|to_json|to_excel|to_pickle|savetxt|write_csv|write_ndjson|writerow|writerows)$/;
const record =
  /(Prediction|Inference|Scor|Request)\w*(\(\))?\.(a?save|insert|create)$|\.objects\.(a?create|bulk_create)$/;
/** The session of Flask-SQLAlchemy, wherever it comes from. */
const session = /(^|\.)db\.session\.(add|add_all|merge|bulk_save_objects)$/;
/** Trackers that a service can write to, too. */
const tracked = /^(wandb|mlflow)\b.*\.(log|log_dict|log_table|log_text)$/;
const sentOn = /(^|[^a-z])(evidently|monitoring|collector|telemetry)([^a-z]|$)/i;
const console_ =
  /^(print|logging\.\w+|(.*\.)?(logging\.getLogger\(\)|log(ger)?)\.(info|debug|warning|log)|structlog\..*|loguru\.logger\.\w+)$/i;

/** Handlers that send what is logged to a store. */
const shipping =
  /^(opencensus\.ext\.azure|azure\.monitor|watchtower|logstash|logging_loki|google\.cloud\.logging)\b/;

/** Where one call writes to; undefined where it writes nothing. */
function targetOf({ name, imported, arguments: given }: Call): Target | undefined {
  if (record.test(name) || frameToStore.test(name) || session.test(name)) return 'store';
  if (imported && clients.test(name)) {
    if (writes.test(name)) return 'store';
    if (statement.test(name))
      return given.some(({ text }) => /\b(insert|merge|upsert|copy)\b/i.test(text)) ? 'store' : undefined;
  }
  if (frameToFile.test(name))
    return given.some(({ text }) => /^(s3|gs|abfss?|wasbs|dbfs|az):\//.test(text)) ? 'store' : 'file';
  if (tracked.test(name) && given.some(({ text }) => /pred|output|response|answer/i.test(text)))
    return 'store';
  if (/^(requests|httpx)\.post$/.test(name) && given.some(({ text }) => sentOn.test(text))) return 'store';
  if (/^open\(\)\.write$|^json\.dump$/.test(name)) return 'file';
  return console_.test(name) ? 'console' : undefined;
}

const predicting =
  /^(predict\w*|infer\w*|score|classify\w*|generate|recommend\w*|forecast\w*|detect|complete|completion|spark_udf|score_batch)$/;
const last = (name: string) => name.split('.').at(-1) ?? '';

/** Names of what a model is given and gives. */
const ofCase =
  /pred|result|output|scor|prob|label|class|input|request|payload|feature|body|response|answer|reply|completion|\bcomp\b|embedding|text|prompt|quer|image|data|item|\bx\b|\by\b/i;

const ofPrediction = /pred|scor(e|ing)|forecast|inference|recommendation/i;

/** Names that too many functions have: a call tells nothing of which is meant. */
const anyones = /^(__\w+__|forward|call|run|main|fit|train|execute|apply)$/;

/** Functions of a file that write, by the last part of their names. */
function writers(one: Module, known: ReadonlyMap<string, Module>, depth = 0): Map<string, Target> {
  const found = new Map<string, Target>();
  const put = (name: string, target: Target | undefined) => {
    const most = heaviest([target, found.get(name)]);
    if (most && !anyones.test(name)) found.set(name, most);
  };
  const elsewhere = depth < 2 ? passedOn(one, known, depth) : new Map<string, Target>();
  for (const call of one.calls)
    if (call.within) put(last(call.within), targetOf(call) ?? elsewhere.get(last(call.name)));
  return found;
}

/** What the files that a file imports have for it to call. */
const passedOn = (
  { locals }: Module,
  known: ReadonlyMap<string, Module>,
  depth: number,
): Map<string, Target> =>
  new Map(
    locals.flatMap((path) => {
      const next = known.get(path);
      return next ? [...writers(next, known, depth + 1)].filter(([name]) => !predicting.test(name)) : [];
    }),
  );

const measuring = /\.(fit|fit_transform|partial_fit|train|evaluate|cross_val\w*)$|^sklearn\.metrics\./;

/** Whether a function of a file that trains or evaluates, too, is there for the predictions alone. */
export const predictsOnly = (scope: string, { calls }: Pick<Module, 'calls'>): boolean =>
  /predict|infer|scor(e|ing)|forecast|recommend/i.test(last(scope)) &&
  !/eval|test|valid|metric|train/i.test(scope) &&
  !calls.some(({ within, name }) => within === scope && measuring.test(name));

/** A function whose name says that others get its predictions. */
const predictsFor =
  /^(predict|score|forecast|infer|recommend)_and_(write|save|store|log|publish|upload|export)|^(write|save|store|publish|upload|export)_(predictions|forecasts?|scores|recommendations)/i;

/** Methods by which a model server asks for a prediction: TorchServe, KServe, MLServer, LitServe, Cog, Triton. */
const handlersOfServers = ({ definitions }: Module): string[] => {
  const classes = definitions.filter(
    ({ name, bases }) =>
      name === 'TritonPythonModel' ||
      bases.some((base) => /(^|\.)(BaseHandler|LitAPI|MLModel|BasePredictor)$|^kserve\..*Model$/.test(base)),
  );
  return definitions
    .map(({ name }) => name)
    .filter((name) =>
      classes.some(
        (one) =>
          name.startsWith(`${one.name}.`) &&
          /^(pre|post)?process$|^(inference|predict|handle|execute|(de|en)code_(request|response))$/.test(
            name.slice(one.name.length + 1),
          ),
      ),
    );
};

/** Inputs and outputs that are written somewhere beside `predict`. */
export const predictionLog = derived(
  { module, codeStep, endpoint, serving, endpointLog, callerLog, toolUse },
  function* ({
    module,
    codeStep,
    endpoint,
    serving,
    endpointLog,
    callerLog,
    toolUse,
  }): Generator<PredictionLog> {
    const paths = (step: string) =>
      new Set(codeStep.filter((one) => one.step === step && !one.test).map(({ path }) => path));
    const answering = new Set([...endpoint, ...serving].map(({ path }) => path));
    const [scoring, training, evaluation] = [paths('scoring'), paths('training'), paths('evaluation')];
    /** A file that trains or evaluates predicts to measure, not for anybody. */
    const counts = (path: string) => answering.has(path) || !(training.has(path) || evaluation.has(path));
    // A notebook can set up an endpoint that keeps what it is asked.
    const deploys = new Set(inRole(toolUse, 'managed-endpoint', 'model-server').used.map(({ path }) => path));
    yield* [...endpointLog, ...callerLog].map((one) => ({ ...one, kind: 'store' }) as const);
    for (const use of inRole(toolUse, 'prediction-log').used)
      if (use.notebook ? deploys.has(use.path) : counts(use.path)) yield { ...use, kind: 'store' };
    const known = new Map(
      module.filter(({ test, notebook }) => !test && !notebook).map((one) => [one.path, one]),
    );
    /** What an API imports to predict with. */
    const behind = new Set(
      [...answering].flatMap((path) => known.get(path)?.locals ?? []).filter((path) => scoring.has(path)),
    );
    for (const one of known.values()) {
      const serves = answering.has(one.path) || behind.has(one.path);
      const around = one.definitions
        .filter(({ decorators }) => decorators.some(({ name }) => /\.middleware$/.test(name)))
        .map(({ name }) => name);
      if (!(serves || scoring.has(one.path) || around.length > 0)) continue;
      const handlers = endpoint
        .filter(
          ({ path, route, handler }) =>
            path === one.path &&
            /predict|infer|score|classif|generate|recommend|forecast|detect/i.test(`${route} ${handler}`),
        )
        .map(({ handler }) => handler);
      const predicts = one.calls.filter(({ name }) => predicting.test(last(name)));
      const predictors = new Set(predicts.flatMap(({ within }) => (within ? [last(within)] : [])));
      const scopes = new Set([
        ...handlers,
        ...handlersOfServers(one),
        ...around,
        ...predicts.map(({ within }) => within ?? ''),
        ...one.definitions.filter(({ name }) => predictsFor.test(last(name))).map(({ name }) => name),
      ]);
      // A flow asks one function for predictions, and hands them to another.
      const flows = new Set(
        (counts(one.path) ? one.calls : [])
          .filter(({ name }) => predictors.has(name) && !anyones.test(name))
          .flatMap(({ within }) => (within && !scopes.has(within) ? [within] : [])),
      );
      const handsOn = ({ within, arguments: given }: Call) =>
        flows.has(within ?? '') &&
        given.some(({ text }) => ofPrediction.test(text) || predictors.has(text.split('(')[0] ?? ''));
      for (const { name, line, decorators } of one.definitions) {
        // https://docs.dagster.io/guides/build/io-managers
        const asset = decorators.find((call) => /^dagster\.(multi_)?asset$/.test(call.name));
        if (asset && scopes.has(name) && counts(one.path))
          yield { kind: 'store', path: one.path, line, note: say`keeps what ${name} returns` };
      }
      if (!counts(one.path)) for (const scope of scopes) if (!predictsOnly(scope, one)) scopes.delete(scope);
      const ships = one.imports.some(({ module }) => shipping.test(module));
      const functions = new Map([...passedOn(one, known, 0), ...writers(one, known)]);
      for (const call of one.calls) {
        if (!scopes.has(call.within ?? '') && !handsOn(call)) continue;
        // `background_tasks.add_task(log_prediction, …)` names the function.
        const named = call.arguments
          .filter(({ kind }) => kind === 'name')
          .map(({ text }) => functions.get(last(text)));
        const target = heaviest([
          targetOf(call),
          ships && console_.test(call.name) ? 'store' : undefined,
          predicting.test(last(call.name)) ? undefined : functions.get(last(call.name)),
          ...named,
        ]);
        // A file that a batch leaves behind is its result; beside a service it goes with the container.
        const kept = target === 'store' || (target === 'file' && !serves);
        // What a command prints is its answer, and what tells nothing of the case is no record of it.
        const answer =
          target === 'console' && !(serves && call.arguments.some(({ text }) => ofCase.test(text)));
        if (target && !answer)
          yield {
            kind: kept ? 'store' : 'passing',
            path: one.path,
            line: call.line,
            note: say`writes beside the prediction: ${call.name}`,
          };
      }
    }
  },
);
