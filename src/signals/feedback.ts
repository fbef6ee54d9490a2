import { say } from '../text.ts';
import { endpoint } from './code/endpoint.ts';
import { module } from './code/module.ts';
import { dashboard } from './monitoring.ts';
import { derived, type Evidence, fromFiles } from './signal.ts';

/** Queries that join predictions with what happened. */
const outcomeQuery = fromFiles<Evidence>({
  reads: ['**/*.sql'],
  mentions: /\bjoin\b/i,
  *parse({ path, text }) {
    if (
      !/predict|score|recommend/i.test(text) ||
      !/outcome|actual|ground_truth|label|conversion|click|feedback|purchase|churned/i.test(text)
    )
      return;
    const line = text.split('\n').findIndex((one) => /\bjoin\b/i.test(one)) + 1;
    yield { path, line, note: say`joins predictions with outcomes` };
  },
});

const joined =
  /(merge|join)_?.*(ground_?truth|actuals?|outcomes?|labels|feedback)|compute_(online|realized|live)_|realized_performance|evaluate_(production|live|online)|(online|production|live)_(accuracy|metrics|performance|kpi)/i;

/** KPIs are worked out from what the model said and what came of it. */
export const feedback = derived(
  { endpoint, module, outcomeQuery, dashboard },
  ({ endpoint, module, outcomeQuery, dashboard }): Evidence[] => [
    ...endpoint
      .filter(
        ({ route, method }) =>
          method !== 'GET' && /feedback|outcome|ground[-_]?truth|actuals?|rating|thumbs|label/i.test(route),
      )
      .map(({ path, line, method, route }) => ({
        path,
        line,
        note: say`takes feedback at ${method} ${route}`,
      })),
    ...module
      .filter(({ test, notebook }) => !test && !notebook)
      .flatMap(({ path, definitions, calls }) => {
        const found =
          definitions.find(({ name }) => joined.test(name)) ??
          calls.find(({ name }) =>
            /^nannyml\..*(PerformanceCalculator|RealizedPerformance|CBPE|DLE)/.test(name),
          );
        return found ? [{ path, line: found.line, note: say`evaluates in production: ${found.name}` }] : [];
      }),
    ...outcomeQuery,
    ...dashboard
      .filter(({ text }) =>
        /\b(kpi|conversion|revenue|click[-_ ]?through|ctr|churn rate|retention)\b/i.test(text),
      )
      .map((one) => ({ path: one.path, line: one.line, note: say`is a dashboard of KPIs` })),
  ],
);
