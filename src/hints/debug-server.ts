import type { Argument, Call } from '../formats/python/code.ts';
import { module } from '../signals/code/module.ts';
import { composeService, container } from '../signals/container.ts';
import { say, type Text } from '../text.ts';
import { hint } from './hint.ts';
import { argumentOf, isOwnCode } from './place.ts';

/**
 * Flask's debugger runs code for whoever reaches it, so `debug=True` is one wherever it stands (Bandit B201, Ruff S201);
 * uvicorn's reload only slows, so it counts where an image or a compose file starts the file with it.
 */
export default hint({
  id: 'debug-server',
  practice: 'code-quality/api-security',
  title: say`Server started in debug mode`,
  signals: { module, container, composeService },
  *find({ module, container, composeService }) {
    const started = [
      ...container.flatMap(({ commands }) => commands.map(({ text }) => text)),
      ...composeService.map(({ command = '' }) => command),
    ];
    for (const file of module.filter(isOwnCode)) {
      const name = file.path.split('/').at(-1) ?? '';
      const starts = started.some((text) =>
        new RegExp(`\\bpython[\\d.]*\\s(.*[\\s/])?${name.replaceAll('.', '\\.')}\\b`).test(text),
      );
      for (const call of file.calls) {
        const [argument, note] = debugging(call, starts) ?? [];
        if (!argument || !note) continue;
        const off = `${argument.keyword}=False`;
        yield {
          path: file.path,
          range: argument.range,
          note,
          fix: { title: say`Set ${off}`, edits: [{ range: argument.range, text: 'False' }] },
        };
      }
    }
  },
});

function debugging(call: Call, started: boolean): readonly [Argument, Text] | undefined {
  const on = (keyword: string) => {
    const argument = argumentOf(call, keyword);
    return argument?.text === 'True' ? argument : undefined;
  };
  const debug = /^flask\.Flask\(\)\.run$/.test(call.name) && on('debug');
  if (debug)
    return [
      debug,
      say`Flask's debugger runs code for whoever reaches it. Start it by flask run --debug where you develop.`,
    ];
  const reload = started && call.name === 'uvicorn.run' && on('reload');
  return reload
    ? [reload, say`A container starts this file, and the server in it watches for changed code.`]
    : undefined;
}
