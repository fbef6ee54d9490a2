import assert from 'node:assert/strict';
import { type Content, contentOf } from '../../src/signals/content.ts';

describe('the content of files', () => {
  const paths: Readonly<Record<Content, readonly string[]>> = {
    data: [
      'data/raw',
      'data',
      'data/processed/train.pt',
      'data/processed/features.pkl',
      'data/05_model_input/table.parquet',
      'data/eval.csv',
      'train.csv',
      'images',
      'X_train.pkl',
      'features.npz',
      'train_data/part-0',
    ],
    model: [
      'models/churn.pkl',
      'models',
      'model.joblib',
      'data/06_models/classifier.pkl',
      'weights/best.pt',
      'churn.onnx',
      'out/tokenizer',
      'rf.pkl',
    ],
    metric: ['metrics.json', 'reports/figures', 'plots/roc.png', 'evaluation/scores.csv', 'submission.csv'],
    code: ['src/train.py', 'params.yaml', 'data/load.py', 'queries/churn.sql'],
  };
  for (const [content, all] of Object.entries(paths))
    for (const path of all) it(`of ${path} is ${content}`, () => assert.equal(contentOf(path), content));
});
