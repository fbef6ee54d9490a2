import { apiDefinition } from '../signals/apiDefinition.ts';
import { type Endpoint, isHealth } from '../signals/code/endpoint.ts';
import { say } from '../text.ts';
import { beside, moduleName } from './layout.ts';
import { learning } from './learning.ts';
import { project } from './project.ts';
import { planPython, type View, viewOf } from './python.ts';
import { create, scaffold } from './scaffold.ts';

const file = 'openapi.json';

export default scaffold({
  id: 'api-definition',
  title: say`A definition of the API by OpenAPI`,
  signals: { project, learning, apiDefinition },
  templates: ['export_openapi.py'],
  fits: ({ project: [found] }) => (found?.endpoints.length ?? 0) > 0,
  asks: () => [],
  plan: ({ project: [found], learning: [learned], apiDefinition }, ground) => {
    if (!found || !learned) return { changes: [] };
    if (found.endpoints.length === 0)
      return { changes: [], notes: [say`No code here answers requests, so there is no API to define.`] };
    const [other] = apiDefinition.filter(({ path }) => path !== file);
    if (other) return { changes: [], notes: [say`${other.path} defines the API already.`] };
    const view = viewOf(found, learned, ground);
    const definition = definitionOf(found.endpoints, view);
    const [skeleton] = create(ground, file, `${JSON.stringify(definition, null, 2)}\n`);
    const at = found.endpoints.find(({ module }) =>
      module.instances.some(({ of }) => of === 'fastapi.FastAPI()'),
    );
    const application = at?.module.instances.find(({ of }) => of === 'fastapi.FastAPI()')?.name;
    if (!at || !application)
      return {
        changes: skeleton ? [skeleton] : [],
        notes: [say`${file} has the routes of the code: add what they answer, and keep it with the code.`],
      };
    const script = beside(learned, 'export_openapi.py');
    const planned = planPython(found, learned, ground, {
      files: [['export_openapi.py', script]],
      view: {
        ...view,
        module: moduleName(learned, at.module),
        application,
        renamed: application !== 'app',
        up: '.parent'.repeat(script.split('/').length - 1),
      },
      packages: [],
      notes: [
        say`Run \`${view.run}export_openapi${view.end}\` to fill ${file} in from the code, and with \`--check\` in CI.`,
      ],
    });
    return { changes: [...planned.changes, ...(skeleton ? [skeleton] : [])], notes: planned.notes };
  },
});

/** The routes as the code shows them. https://spec.openapis.org/oas/v3.1.0 */
function definitionOf(endpoints: readonly Endpoint[], { project, features }: View) {
  const properties = Object.fromEntries(
    features.map(({ name, text }) => [name, { type: text ? 'string' : 'number' }]),
  );
  const row =
    features.length > 0
      ? { type: 'object', properties, required: Object.keys(properties) }
      : { type: 'object' };
  const paths: Record<string, Record<string, object>> = {};
  for (const endpoint of endpoints) {
    const route = endpoint.route.replace(/<(?:\w+:)?(\w+)>/g, '{$1}').replace(/^(?!\/)/, '/');
    const parameters = [...route.matchAll(/\{(\w+)[^}]*\}/g)].map(([, name = '']) => ({
      name,
      in: 'path',
      required: true,
      schema: { type: 'string' },
    }));
    const name = endpoint.handler.split('.').at(-1) ?? endpoint.handler;
    paths[route] = {
      ...paths[route],
      [endpoint.method.toLowerCase()]: {
        operationId: name,
        summary: name.replaceAll('_', ' '),
        ...(parameters.length > 0 && { parameters }),
        ...(endpoint.method !== 'GET' &&
          !isHealth(endpoint) && {
            requestBody: { required: true, content: { 'application/json': { schema: row } } },
          }),
        responses: {
          '200': {
            description: 'The answer',
            content: { 'application/json': { schema: { type: 'object' } } },
          },
        },
      },
    };
  }
  return { openapi: '3.1.0', info: { title: project, version: '1.0.0' }, paths };
}
