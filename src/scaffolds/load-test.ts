import { type Endpoint, isHealth } from '../signals/code/endpoint.ts';
import { toolUse } from '../signals/tool/use.ts';
import { say } from '../text.ts';
import { learning } from './learning.ts';
import { pin } from './managers.ts';
import { type Project, project } from './project.ts';
import { latencyQuestion } from './questions.ts';
import { create, scaffold } from './scaffold.ts';

/** What clients ask for: predictions, else whatever is there without parts of the address to be made up. */
function targetsOf({ endpoints }: Project): readonly Endpoint[] {
  const open = endpoints.filter((one) => !isHealth(one) && !/[{<:]/.test(one.route));
  const asked = open.filter(({ method }) => method === 'POST');
  return asked.length > 0 ? asked : open;
}

/** The columns that the code of an endpoint takes from a row. */
const columnsOf = (targets: readonly Endpoint[]): readonly string[] => [
  ...new Set(targets.flatMap(({ module }) => module.columns.map(({ name }) => name))),
];

export default scaffold({
  id: 'load-test',
  title: say`A load test against a latency target`,
  signals: { project, learning, toolUse },
  templates: ['locustfile.py', 'predict.k6.js'],
  fits: ({ project: [found] }) => found !== undefined && targetsOf(found).length > 0,
  asks: () => [
    {
      key: 'tool',
      prompt: say`Tool for load tests`,
      choices: [
        { value: 'locust', detail: say`Locust, in Python` },
        { value: 'k6', detail: say`k6, in JavaScript` },
      ],
      value: 'locust',
    },
    latencyQuestion,
  ],
  plan: ({ project: [found], learning: [learned], toolUse }, ground) => {
    if (!found) return { changes: [] };
    const present = toolUse.find(({ role, strength }) => role === 'load-test' && strength === 'used');
    if (present) return { changes: [], notes: [say`There is a load test already (${present.path}).`] };
    const targets = targetsOf(found);
    const posts = targets.some(({ method }) => method !== 'GET');
    const view = {
      latency: Number(ground.choices['latency']) || 500,
      posts,
      targets: targets.map(({ route, method }) => ({
        route,
        method: method.toLowerCase(),
        name: `${method} ${route}`
          .toLowerCase()
          .replace(/[^a-z0-9]+/g, '_')
          .replace(/_$/, ''),
        body: method !== 'GET',
      })),
    };
    const columns = columnsOf(targets);
    const fields = columns.length > 0 ? columns : (learned?.features ?? []);
    const body = Object.fromEntries(fields.map((name) => [name, 1]));
    const locust = ground.choices['tool'] !== 'k6';
    const [template, path] = locust
      ? ['locustfile.py', 'loadtests/locustfile.py']
      : ['predict.k6.js', 'loadtests/predict.k6.js'];
    return {
      changes: [
        ...create(ground, path as string, ground.fill(template as string, view)),
        ...(posts ? create(ground, 'loadtests/requests.json', `${JSON.stringify([body], null, 2)}\n`) : []),
      ],
      notes: [
        ...(posts
          ? [say`Put real requests into loadtests/requests.json: the load depends on what is asked.`]
          : []),
        locust
          ? say`Run it with \`uvx locust@${pin['locust'] ?? ''} -f loadtests/locustfile.py --headless -u 20 -r 5 -t 2m --host http://localhost:8000\`.`
          : say`Run it with \`k6 run -e HOST=http://localhost:8000 loadtests/predict.k6.js\`.`,
      ],
    };
  },
});
