import assert from 'node:assert/strict';
import { assessFiles, resultOf } from '../assess.ts';

const requests = [{ subject: 'Add lags (#12)', merge: false, paths: ['src/lags.py'] }];
const training = 'from sklearn.svm import SVC\n\nSVC().fit([[0], [1]], [0, 1])\n';
const verdictFor = async (code: string) =>
  resultOf(
    await assessFiles({ 'src/lags.py': code, 'train.py': training }, { commits: requests }),
    'features/contribution',
  ).verdict;

describe('functions that make features', () => {
  it('are definitions that a pull request can add to', async () => {
    assert.equal(await verdictFor('def create_lag_features(frame):\n    return frame.shift(1)\n'), 'met');
    assert.equal(await verdictFor('def vectorise_record(record):\n    return list(record)\n'), 'met');
  });

  it('are not those that only speak of features', async () => {
    for (const name of ['get_feature_names', 'plot_feature_importances', 'get_feature_flags', 'vectorised'])
      assert.equal(await verdictFor(`def ${name}(model):\n    return model\n`), 'unmet', name);
  });
});
