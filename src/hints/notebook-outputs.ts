import { hookSignals } from '../signals/hook.ts';
import { listed } from '../signals/listing.ts';
import { fromFiles } from '../signals/signal.ts';
import { say } from '../text.ts';
import { hint } from './hint.ts';
import { isOwn } from './place.ts';

/** From where on pre-commit's check-added-large-files objects, in bytes. */
const limit = 500 * 1024;

const outputs = fromFiles<{ readonly path: string; readonly size: number }>({
  reads: ['**/*.ipynb'],
  *parse({ path, notebook }) {
    const size = notebook().outputSize;
    if (size > limit) yield { path, size };
  },
});

export default hint({
  id: 'notebook-outputs',
  practice: 'code-quality/pre-commit-hooks',
  title: say`Notebook committed with large outputs`,
  signals: { outputs, listed, ...hookSignals },
  *find({ outputs, listed, ...hooks }) {
    if (
      Object.values(hooks)
        .flat()
        .some(({ id }) => /nbstripout|nb-?clean|strip-?(nb|notebook)/i.test(id))
    )
      return;
    const tracked = new Set(listed.filter((file) => file.tracked).map(({ path }) => path));
    for (const { path, size } of outputs) {
      if (!tracked.has(path) || !isOwn(path)) continue;
      const note = say`This notebook holds ${(size / 1024 / 1024).toFixed(1)} MB of outputs, which hide its changes and may hold data. nbstripout takes them out, best as a git hook.`;
      yield { path, range: { line: 1, column: 1, endLine: 1, endColumn: 2 }, note };
    }
  },
});
