import { say } from '../text.ts';
import { module } from './code/module.ts';
import { derived, type Evidence, fromFiles } from './signal.ts';

const shellLoop = fromFiles<Evidence>({
  reads: ['**/*.{sh,bash}'],
  mentions: /\b(for|while)\b[\s\S]*\b(curl|wget)\b/,
  *parse({ path, text }) {
    if (!/load|stress|bench|perf|request|traffic/i.test(path)) return;
    const line = text.split('\n').findIndex((one) => /\b(curl|wget)\b/.test(one)) + 1;
    yield { path, line, note: say`sends requests in a loop` };
  },
});

/** Load tests that somebody wrote by hand: a loop around requests. */
export const requestLoop = derived({ shellLoop, module }, ({ shellLoop, module }): Evidence[] => [
  ...shellLoop,
  ...module.flatMap(({ path, calls }) => {
    const call = /load[-_]?test|stress|benchmark_api|send_requests|traffic/i.test(path)
      ? calls.find(({ name }) => /^(requests|httpx|aiohttp)\./.test(name))
      : undefined;
    return call ? [{ path, line: call.line, note: say`sends requests: ${call.name}` }] : [];
  }),
]);
