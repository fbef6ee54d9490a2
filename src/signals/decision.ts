import { say } from '../text.ts';
import { passage, wordsIn } from './passage.ts';
import { derived, type Evidence } from './signal.ts';

/** What says how a prediction is worked out, and how far it can be relied on. */
const step =
  /\b(models?|classifiers?|forecaster|network|ensemble|scores?|predictions?|ranking|recommendations?|algorithm|detector|pipeline|it|which) ((is|are|was|were|then|first|can|will|\w+ly)\s){0,2}(predicts?|assigns?|classif(y|ies)|ranks?|estimates?|sums?|averages?|weighs?|computes?|outputs?|scores?|combines?|means?|calculated|computed|derived|decides?|detects?|returns?|selects?|uses?|takes?|produces?)\b|under the hood|\bprobabilit(y|ies)\b|\bconfidence\b|\bthresholds?\b|予測|スコア|確率|閾値/gi;
/** Sections about the tools around a model, and about how well it does. */
const other =
  /config\w*|augment|\bruns?\b|running|quick ?start|propert(y|ies)|breaking|use the model|failures?|errors?|\boptions?\b|parameters?|arguments?|install|set ?up|usage|command|\bcli\b|\bapi\b|deploy|train(ing)?\b|evaluat|metrics?|benchmark|results?|performance|monitor|test(s|ing)?\b|faq|changelog|roadmap|contribut|data ?sets?|設定|学習|評価|結果/i;
const leastSteps = 4;
/** One step in so many words at least. */
const density = 80;

/** Sections whose text tells step by step how predictions come about, whatever their headings. */
export const toldDecision = derived({ passage }, ({ passage }): Evidence[] =>
  passage.flatMap(({ whole, filled, notebook, title, text, path, line }) => {
    if (whole || !filled || notebook || title === '' || other.test(title)) return [];
    const found = text.match(step) ?? [];
    const steps = found.length;
    // One word that comes again and again is a parameter.
    const different = new Set(found.map((one) => one.toLowerCase())).size >= 2;
    return different && steps >= leastSteps && steps * density >= wordsIn(text)
      ? [{ path, line, note: say`tells how predictions come about: “${title}”` }]
      : [];
  }),
);
