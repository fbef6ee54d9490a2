import { contentOf } from '../signals/content.ts';
import { listed } from '../signals/listing.ts';
import { fromSizes } from '../signals/signal.ts';
import { inLfs } from '../signals/trainingData.ts';
import { say } from '../text.ts';
import { hint } from './hint.ts';

const megabyte = 1024 * 1024;
const limit = 10 * megabyte;

/** Large files that hold data or a model, by their names. */
const large = fromSizes<{ readonly path: string; readonly size: number }>({
  reads: [
    '**/*.{csv,tsv,parquet,feather,arrow,json,jsonl,ndjson,xls,xlsx,avro,orc,npy,npz,pkl,pickle,joblib,h5,hdf5,bin,zip,gz,tar,db,sqlite}',
    '**/*.{onnx,pt,pth,ckpt,safetensors,keras,tflite,gguf,cbm,ubj,mlmodel,rds}',
  ],
  *weigh({ path, size }) {
    if (size > limit) yield { path, size };
  },
});

export default hint({
  id: 'large-file',
  practice: 'traceability/training-data-version',
  title: say`Large data or model file in plain git`,
  signals: { large, listed, inLfs },
  *find({ large, listed, inLfs }) {
    const tracked = new Set(listed.filter((file) => file.tracked).map(({ path }) => path));
    const kept = new Set(inLfs.map(({ path }) => path));
    for (const { path, size } of large) {
      const content = contentOf(path);
      if ((content !== 'data' && content !== 'model') || !tracked.has(path) || kept.has(path)) continue;
      const what = content === 'data' ? say`data` : say`a model`;
      const note = say`${Math.round(size / megabyte)} MB of ${what} in plain git stay in every clone for ever. DVC or Git LFS keep its versions outside.`;
      yield { path, range: { line: 1, column: 1, endLine: 1, endColumn: 2 }, note };
    }
  },
});
