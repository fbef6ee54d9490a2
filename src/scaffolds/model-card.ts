import { stringify } from 'yaml';
import { say } from '../text.ts';
import { document } from './document.ts';
import { inWords } from './named.ts';
import { type Subject, trainingCommands } from './subject.ts';

/** Metrics by the names that the Hugging Face Hub has for them. https://huggingface.co/metrics */
const names: Readonly<Record<string, string>> = {
  mean_squared_error: 'mse',
  mean_absolute_error: 'mae',
  root_mean_squared_error: 'rmse',
  mean_absolute_percentage_error: 'mape',
  r2_score: 'r_squared',
};
const metricNames = ({ metrics }: Subject): string[] => [
  ...new Set(
    metrics.flatMap(({ name }) =>
      name === 'precision_recall_fscore_support' ? ['precision', 'recall', 'f1'] : metricName(name),
    ),
  ),
];
const metricName = (name: string) =>
  names[name] ??
  name
    .replace(/_score$/, '')
    .replace(/(?<=[a-z\d])(?=[A-Z])/g, '_')
    .toLowerCase();

/** https://github.com/huggingface/hub-docs/blob/main/modelcard.md */
function frontMatter(about: Subject): string {
  const { models, baseModels, metrics, datasets } = about;
  const library = models.find(({ name }) => name.includes('.'))?.name.split('.')[0];
  const card = {
    ...(library && { library_name: library }),
    ...(baseModels.length > 0 && { base_model: baseModels.map(({ name }) => name) }),
    ...(metrics.length > 0 && { metrics: metricNames(about) }),
    ...(datasets.length > 0 && { datasets: datasets.map(({ name }) => name) }),
  };
  return Object.keys(card).length > 0 ? stringify(card).trimEnd() : '';
}

export default document({
  id: 'model-card',
  title: say`A model card`,
  file: 'model-card.md',
  present: /(^|\/)[^/]*model[-_ ]?card[^/]*\.(md|rst)$/i,
  view: (about, found, ground) => ({
    card: frontMatter(about),
    models: about.models.slice(0, 5).map(({ name, path, line }) => ({
      words: name.includes('.') ? inWords(name) : 'network of this repository',
      full: name,
      path,
      line,
    })),
    bases: about.baseModels.slice(0, 5),
    data: about.data.slice(0, 10),
    commands: trainingCommands(about, found, ground),
    metrics: metricNames(about).map((name) => ({ name })),
    registry: about
      .tools('model-registry')
      .map(({ name }) => name)
      .join(', '),
    dataCard: ground.has(`${about.folder}/data-card.md`),
    risks: ground.has(`${about.folder}/risk-assessment.md`),
  }),
  left: say`Fill in what “to be written” stands for: what the model is for, how it was compared, and where it fails.`,
});
