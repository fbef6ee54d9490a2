import { isHealth } from '../signals/code/endpoint.ts';
import { say } from '../text.ts';
import { dependencyFiles } from './dependency.ts';
import { beside, moduleName } from './layout.ts';
import { type Learning, learning } from './learning.ts';
import { environmentOf } from './managers.ts';
import { type Project, project } from './project.ts';
import { featuresQuestion, planPython, viewOf } from './python.ts';
import { scaffold } from './scaffold.ts';
import { testFiles } from './testFile.ts';

export default scaffold({
  id: 'serving-api',
  title: say`An API that is typed, watched and kept to those who may use it`,
  signals: { project, learning },
  templates: [
    'serving.py',
    'server.py',
    'metrics.py',
    'prediction_log.py',
    'test_serving.py',
    'unittest_serving.py',
  ],
  merges: dependencyFiles,
  asks: ({ project: [found], learning: [learned] }) =>
    found && learned && found.endpoints.length === 0 ? [featuresQuestion(learned)] : [],
  plan: ({ project: [found], learning: [learned] }, ground) => {
    if (!found || !learned) return { changes: [] };
    const [endpoint] = found.endpoints.filter(({ path }) => !/(^|\/)serving\.py$/.test(path));
    const own = applicationIn(found, learned);
    if (endpoint && !own)
      return {
        changes: [],
        notes: [
          say`${endpoint.path} answers requests already, in a way that cannot be wrapped: add metrics and a prediction log there.`,
        ],
      };
    const view = viewOf(found, learned, ground);
    const { run } = environmentOf({ ...found, testRunner: 'unittest' });
    const at = (name: string) => beside(learned, name);
    return planPython(found, learned, ground, {
      files: [
        ...(own
          ? ([['server.py', at('server.py')]] as const)
          : ([['serving.py', at('serving.py')], ...testFiles(found, 'serving', true)] as const)),
        ['metrics.py', at('metrics.py')],
        ['prediction_log.py', at('prediction_log.py')],
      ],
      view: {
        ...view,
        ...own,
        serve: `${run}uvicorn`,
        aliases: view.features.some(({ alias }) => alias),
        answer: found && learned.regression ? 'float' : 'int | str',
        dummy: learned.regression ? 'DummyRegressor' : 'DummyClassifier',
        modelPath: view.model ?? '"models/model.joblib"',
      },
      packages: ['fastapi', 'uvicorn', 'prometheus-client', ...(own ? [] : ['pandas', 'joblib'])],
      testPackages: own ? [] : ['httpx'],
      notes: own
        ? [
            say`Start ${at('server.py')} in the place of ${own.path}, and put PREDICTION_LOG on a volume that stays.`,
          ]
        : [
            say`The code does not say the types of columns: check those of \`Features\`.`,
            say`Give the service its API_KEY from a store of secrets, and put PREDICTION_LOG on a volume that stays.`,
          ],
    });
  },
});

/** The FastAPI application that answers already, and the routes on which it predicts. */
function applicationIn({ endpoints }: Project, learned: Learning) {
  for (const { module, path } of endpoints) {
    const application = module.instances.find(({ of }) => of === 'fastapi.FastAPI()')?.name;
    if (!application || /(^|\/)serving\.py$/.test(path)) continue;
    const routes = endpoints
      .filter((one) => one.method !== 'GET' && !isHealth(one))
      .map(({ route }) => route);
    return {
      path,
      module: moduleName(learned, module),
      application,
      renamed: application !== 'app',
      routes: [...new Set(routes)].map((route) => JSON.stringify(route)).join(', '),
    };
  }
  return undefined;
}
