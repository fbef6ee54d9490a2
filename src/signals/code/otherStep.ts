import { say } from '../../text.ts';
import { fromFiles } from '../signal.ts';
import type { CodeStep, StepName } from './step.ts';

interface Language {
  readonly file: RegExp;
  readonly comment: RegExp;
  readonly steps: readonly (readonly [StepName, RegExp])[];
}

/** What tells a step of machine learning in languages that have no parser here: the names of common functions. */
const languages: readonly Language[] = [
  {
    file: /\.(r|rmd|qmd)$/i,
    comment: /#.*$/,
    steps: [
      [
        'data',
        /\b(read[._](csv|csv2|delim|parquet|rds|excel|sql|dta)|fread|vroom|readRDS|read\.socrata|dbGetQuery|recipe|step_\w+|initial_split)\s*\(/,
      ],
      [
        'training',
        /\b(xgb\.train|lgb\.train|lightgbm|xgboost|randomForest|ranger|glmnet|cv\.glmnet|rpart|caret::train|tune_grid|fit_resamples|last_fit|glm|gam|keras_model)\s*\(|\btrain\s*\(|(\|>|%>%)\s*fit\s*\(/,
      ],
      [
        'evaluation',
        /\b(auc|roc|confusionMatrix|rmse|mae|mape|postResample|gini|logloss|accuracy|calculate_confusion\w*|(yardstick|Metrics|MLmetrics)::\w+)\s*\(/i,
      ],
      ['scoring', /\b(predict|augment)\s*\(/],
    ],
  },
  {
    file: /\.jl$/i,
    comment: /#.*$/,
    steps: [
      ['data', /\b(CSV\.(read|File)|Arrow\.Table|Parquet2?\.\w+|DataLoader)\s*\(/],
      ['training', /\b(fit!|Flux\.train!|train!|Flux\.setup|Lux\.Training\.\w+!?)\s*\(/],
      ['scoring', /\bpredict\w*\s*\(/],
    ],
  },
  {
    file: /(feature|clean|prepar|ingest|etl|dataset|training|transform)[^/]*(\/[^/]*)?\.sql$/i,
    comment: /--.*$/,
    steps: [
      ['data', /^\s*(select|with|create\s+(or\s+replace\s+)?(table|view)|insert\s+into|merge\s+into)\b/i],
    ],
  },
];

const sentences = {
  data: say`loads or prepares data`,
  training: say`trains a model`,
  evaluation: say`evaluates a model`,
  scoring: say`computes predictions`,
};

/** Steps in R, Julia and SQL: the first line of each in a file. */
export const otherStep = fromFiles<CodeStep>({
  reads: ['**/*.{R,r,Rmd,qmd,jl,sql}'],
  *parse({ path, text }) {
    const language = languages.find(({ file }) => file.test(path));
    const test = /(^|\/)(tests?|testthat)\//.test(path);
    const notebook = /\.(rmd|qmd)$/i.test(path);
    const lines = text.split(/\r?\n/).map((line) => line.replace(language?.comment ?? /$/, ''));
    for (const [step, pattern] of language?.steps ?? []) {
      const at = lines.findIndex((line) => pattern.test(line));
      const named = pattern.exec(lines[at] ?? '')?.[0].trim() ?? '';
      if (at >= 0)
        yield {
          step,
          notebook,
          test,
          path,
          line: at + 1,
          note: say`${sentences[step]}: ${named.replace(/\s*\($/, '')}`,
        };
    }
  },
});
