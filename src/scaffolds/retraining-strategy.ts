import { say } from '../text.ts';
import { document } from './document.ts';
import { filesOf, trainingCommands } from './subject.ts';

export default document({
  id: 'retraining-strategy',
  title: say`A strategy for retraining`,
  file: 'retraining-strategy.md',
  present: /(^|\/)[^/]*re-?train[^/]*\.(md|rst)$/i,
  view: (about, found, ground) => {
    const commands = trainingCommands(about, found, ground);
    return {
      commands,
      notebooks:
        commands.length > 0 ? [] : filesOf(about, 'training').filter((path) => path.endsWith('.ipynb')),
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
