import { say } from '../text.ts';
import { document } from './document.ts';
import { runtimeOf } from './managers.ts';
import { filesOf } from './subject.ts';

export default document({
  id: 'retraining-strategy',
  title: say`A strategy for retraining`,
  file: 'retraining-strategy.md',
  present: /(^|\/)[^/]*re-?train[^/]*\.(md|rst)$/i,
  view: (about, found, ground) => {
    const training = filesOf(about, 'training');
    const { run } = runtimeOf(found);
    const scripts = training.filter((path) => found.scripts.includes(path));
    const dvc = ground.has('dvc.yaml');
    return {
      commands: dvc ? [`${run}dvc repro`] : scripts.map((path) => `${run}python ${path}`),
      notebooks: dvc || scripts.length > 0 ? [] : training.filter((path) => path.endsWith('.ipynb')),
      registry: about
        .tools('model-registry')
        .map(({ name }) => name)
        .join(', '),
      drift: about
        .tools('drift-detection')
        .map(({ name }) => name)
        .join(', '),
    };
  },
  left: say`Decide when the model is trained again and who approves it, and write it down in the table.`,
});
