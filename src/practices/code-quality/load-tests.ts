import { loadScript, requestLoop } from '../../signals/requestLoop.ts';
import { inRole, toolUse } from '../../signals/tool/use.ts';
import { say } from '../../text.ts';
import { met, partial, practice, unmet } from '../practice.ts';

export default practice({
  id: 'code-quality/load-tests',
  number: 35,
  mode: 'auto',
  applies: ['serving'],
  signals: { toolUse, loadScript, requestLoop },
  judge: ({ toolUse, loadScript, requestLoop }) => {
    const tests = inRole(toolUse, 'load-test');
    // Load tests live among the tests, which other practices leave out.
    const used = toolUse.filter(({ role, strength }) => role === 'load-test' && strength === 'used');
    return (
      met([...used, ...loadScript]) ??
      partial(say`a test that uses the tool: it is only declared`, tests.imported, tests.declared) ??
      partial(
        say`a load-testing tool, which measures latency under load; this loop only sends requests`,
        requestLoop,
      ) ??
      unmet()
    );
  },
  scaffolds: ['load-test'],
});
