import { module } from '../signals/code/module.ts';
import { manifest } from '../signals/manifest.ts';
import { say } from '../text.ts';
import { hint } from './hint.ts';
import { addArgument, argumentOf, isOwnCode } from './place.ts';

const loads = /^(pickle|cPickle|cloudpickle|dill|joblib|torch)\.loads?$/;
const downloads =
  /^(requests\.get|urllib\.request\.(urlretrieve|urlopen)|httpx\.get|wget\.download|gdown\.(download|cached_download)|huggingface_hub\.(hf_hub_download|snapshot_download)|torch\.hub\.(download_url_to_file|load_state_dict_from_url))$|\.(download_file|download_fileobj|download_to_filename|download_as_bytes|download_as_string|fget_object)$|^boto3\..*\.get_object$/;

/** https://docs.python.org/3/library/pickle.html and https://docs.pytorch.org/docs/stable/generated/torch.load.html */
export default hint({
  id: 'unsafe-load',
  practice: 'traceability/model-artifacts',
  title: say`Downloaded file loaded as a pickle`,
  signals: { module, manifest },
  *find({ module, manifest }) {
    const safeTorch = manifest.some(({ dependencies }) =>
      dependencies.some(
        ({ name, specifier }) => name === 'torch' && /^[=~>^]=?\s*(2\.([6-9]|[1-9]\d)|[3-9])/.test(specifier),
      ),
    );
    for (const file of module.filter(isOwnCode)) {
      const downloaded = new Set(
        file.calls.filter(({ name }) => downloads.test(name)).map(({ within }) => within),
      );
      for (const call of file.calls) {
        if (!loads.test(call.name) || !downloaded.has(call.within)) continue;
        const torch = call.name === 'torch.load';
        const only = argumentOf(call, 'weights_only')?.text;
        if (torch && (only === 'True' || (only === undefined && safeTorch))) continue;
        const edit = torch && only === undefined ? addArgument(call, 'weights_only=True') : undefined;
        const note = say`${call.name} runs code that the downloaded file holds. Check where it comes from, by its hash, or load a format without code, such as safetensors or ONNX.`;
        const fix = edit && { title: say`Add weights_only=True`, edits: [edit] };
        yield { path: file.path, range: call.range, note, ...(fix && { fix }) };
      }
    }
  },
});
