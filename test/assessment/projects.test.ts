import assert from 'node:assert/strict';
import { assessmentSignals } from '../../src/assessment/assess.ts';
import { projectsIn } from '../../src/assessment/projects.ts';
import { takeSnapshot } from '../../src/assessment/snapshot.ts';
import { memoryFiles } from '../../src/files/memory.ts';

const learning = 'from sklearn.svm import SVC\n\nSVC().fit([[0], [1]], [0, 1])\n';
const projects = async (files: Record<string, string>) =>
  projectsIn(await takeSnapshot(memoryFiles(files), assessmentSignals));

describe('projects of a monorepo', () => {
  it('are the folders with a manifest of their own that learn', async () => {
    const found = await projects({
      'pyproject.toml': '[tool.uv.workspace]\nmembers = ["models/*", "libs/*"]\n',
      'models/churn/pyproject.toml': '[project]\nname = "churn"\nversion = "1"\n',
      'models/churn/train.py': learning,
      'models/fraud/requirements.txt': 'scikit-learn==1.7.2\n',
      'models/fraud/docker/requirements.txt': 'scikit-learn==1.7.2\n',
      'models/fraud/train.py': learning,
      'libs/dates/pyproject.toml': '[project]\nname = "dates"\nversion = "1"\n',
      'libs/dates/parse.py': 'import datetime\n',
      'frontend/package.json': '{"name": "frontend"}',
    });
    assert.deepEqual(found, ['models/churn', 'models/fraud']);
  });

  it('are none where one project fills the repository', async () => {
    const found = await projects({
      'pyproject.toml': '[project]\nname = "churn"\nversion = "1"\n',
      'src/churn/train.py': learning,
      'tests/requirements.txt': 'scikit-learn\n',
      'tests/test_train.py': learning,
      'service/requirements.txt': 'scikit-learn\n',
      'service/app.py': learning,
    });
    assert.deepEqual(found, []);
  });
});
