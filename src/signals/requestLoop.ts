import { say } from '../text.ts';
import { asksService } from './code/endpoint.ts';
import { module } from './code/module.ts';
import { derived, type Evidence, fromFiles } from './signal.ts';

/** Load tests in JavaScript and on the JVM, told by what they import. */
export const loadScript = fromFiles<Evidence>({
  reads: ['**/*.{js,mjs,ts,scala,java,kt}'],
  mentions: /^\s*import\s.*(["']k6(\/[\w./-]+)?["']|["']@gatling\.io\/|\bio\.gatling\.)/m,
  *parse({ path, text }) {
    const line = text.split('\n').findIndex((one) => /^\s*import\s.*(["']k6|gatling)/.test(one)) + 1;
    yield { path, line, note: say`is a load test` };
  },
});

const named = /(?<!down|up)load|stress|bench|perf|latency|throughput|traffic|requests/i;

const shellLoop = fromFiles<Evidence>({
  reads: ['**/*.{sh,bash}'],
  mentions: /\b(for|while)\b[\s\S]*\b(curl|wget)\b/,
  *parse({ path, text }) {
    if (!named.test(path)) return;
    const line = text.split('\n').findIndex((one) => /^[^#]*\b(curl|wget)\b/.test(one)) + 1;
    if (line > 0) yield { path, line, note: say`sends requests in a loop` };
  },
});

/** Load tests that somebody wrote by hand: a loop around requests. */
export const requestLoop = derived({ shellLoop, module }, ({ shellLoop, module }): Evidence[] => [
  ...shellLoop,
  ...module.flatMap(({ path, calls, assignments }) => {
    const call = named.test(path) ? calls.find((one) => asksService(one, assignments)) : undefined;
    return call ? [{ path, line: call.line, note: say`sends requests: ${call.name}` }] : [];
  }),
]);
