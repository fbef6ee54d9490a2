import { rangeInLine } from '../formats/lines.ts';
import { type CiJob, ciJob, startedBy } from '../signals/ci/job.ts';
import { stepTest, testJob } from '../signals/testing.ts';
import { say } from '../text.ts';
import { hint } from './hint.ts';
import { isOwn, textOf } from './place.ts';

const definition = textOf(
  '.github/workflows/*.{yml,yaml}',
  '**/.gitlab-ci.{yml,yaml}',
  '**/*azure-pipelines*.{yml,yaml}',
  '.circleci/*.{yml,yaml}',
);

export default hint({
  id: 'ci-without-tests',
  practice: 'code-quality/continuous-integration',
  title: say`Pull requests do not run the tests`,
  signals: { ciJob, testJob, stepTest, definition },
  *find({ ciJob, testJob, stepTest, definition }) {
    const runs = testJob.some(
      ({ job }) =>
        startedBy(job, 'pull-request') || job.triggers.some(({ on }) => on === 'elsewhere' || on === 'call'),
    );
    const [test] = stepTest;
    const started = ciJob.filter((one) => startedBy(one, 'pull-request'));
    if (runs || !test || started.some(mayTest)) return;
    const job = started.find((one) => isOwn(one.path) && hasPython(one));
    const text = definition.find(({ path }) => path === job?.path)?.text;
    if (!job || text === undefined) return;
    const note = say`Pull requests start this job, but neither it nor another one runs the tests, such as ${test.path}.`;
    yield { path: job.path, range: rangeInLine(text, job.line, job.name), note };
  },
});

/** Whether a job may run tests by a program or a script that is not looked into. */
const mayTest = ({ name, path, runs }: CiJob): boolean =>
  /tests?\b/i.test(`${name} ${path}`) ||
  runs.some(({ text }) => /test|\bnox\b|\btox\b|coverage|\bcheck\b|\.sh\b/i.test(text));

/** Whether a job has what tests of Python need. */
const hasPython = ({ runs, uses }: CiJob): boolean =>
  uses.some(({ text }) =>
    /^(actions\/setup-python|astral-sh\/setup-uv|conda-incubator\/setup-miniconda)@/.test(text),
  ) || runs.some(({ text }) => /\b(pip3?|uv|poetry|pdm|pipenv)\s+(install|sync)\b/.test(text));
