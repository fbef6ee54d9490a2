import { inRole, toolUse } from '../signals/tool/use.ts';
import { say } from '../text.ts';
import { dependencyFiles } from './dependency.ts';
import { beside } from './layout.ts';
import { learning } from './learning.ts';
import { project } from './project.ts';
import { featuresQuestion, planPython, targetQuestion, viewOf } from './python.ts';
import { inUse } from './pythonScaffold.ts';
import { scaffold } from './scaffold.ts';
import { testFiles } from './testFile.ts';

export default scaffold({
  id: 'feature-module',
  title: say`Features that training and serving share`,
  signals: { project, learning, toolUse },
  templates: ['features.py', 'train_features.py', 'score_rows.py', 'test_features.py'],
  merges: dependencyFiles,
  asks: ({ learning: [found] }) => (found ? [featuresQuestion(found), targetQuestion(found)] : []),
  plan: ({ project: [found], learning: [learned], toolUse }, ground) => {
    if (!found || !learned) return { changes: [] };
    const [store] = inRole(toolUse, 'feature-store').used;
    if (store) return { changes: [], notes: [inUse(store)] };
    const fallback = learned.regression ? 'HistGradientBoostingRegressor' : 'HistGradientBoostingClassifier';
    const estimator = /^(sklearn|xgboost|lightgbm|catboost)\./.test(learned.estimator ?? '')
      ? (learned.estimator as string)
      : `sklearn.ensemble.${fallback}`;
    const at = estimator.lastIndexOf('.');
    return planPython(found, learned, ground, {
      files: [
        ['features.py', beside(learned, 'features.py')],
        ['train_features.py', beside(learned, 'train_features.py')],
        ['score_rows.py', beside(learned, 'score_rows.py')],
        ...testFiles(found, 'features'),
      ],
      view: {
        ...viewOf(found, learned, ground),
        imports: `from ${estimator.slice(0, at)} import ${estimator.slice(at + 1)}`,
        class: estimator.slice(at + 1),
      },
      packages: ['pandas', 'joblib', ...(estimator.startsWith('sklearn') ? ['scikit-learn'] : [])],
      notes: [
        say`Move what the code does to columns now into \`prepare_features\`, and call it in ${learned.training?.path ?? 'the notebook'} and where requests are answered.`,
      ],
    });
  },
});
