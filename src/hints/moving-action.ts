import { rangeInLine } from '../formats/lines.ts';
import { githubActions } from '../signals/ci/github.ts';
import { history } from '../signals/listing.ts';
import { say } from '../text.ts';
import { hint } from './hint.ts';
import { isOwn, textOf } from './place.ts';

const definition = textOf('.github/workflows/*.{yml,yaml}', '**/action.{yml,yaml}');

/** https://docs.github.com/actions/reference/security/secure-use#using-third-party-actions */
export default hint({
  id: 'moving-action',
  practice: 'code-quality/continuous-integration',
  title: say`Action pinned to a branch`,
  signals: { githubActions, definition, history },
  *find({ githubActions, definition, history }) {
    const texts = new Map(definition.map(({ path, text }) => [path, text]));
    const owner = /[/:]([^/:]+)\/[^/]+$/.exec(history[0]?.remote ?? '')?.[1];
    const uses = new Map(
      githubActions
        .flatMap(({ jobs }) => jobs.flatMap(({ uses }) => uses))
        .map((use) => [`${use.path}:${use.line}`, use]),
    );
    const versions = [...uses.values()].map(({ text }) => text).filter((text) => /@v?\d/.test(text));
    for (const { text, path, line } of uses.values()) {
      const [, action = '', branch] = /^([^./][^@]*)@(main|master|trunk|develop|dev)$/.exec(text) ?? [];
      // An organisation may follow its own branches.
      if (!branch || !isOwn(path) || action.split('/')[0] === owner) continue;
      const range = rangeInLine(texts.get(path) ?? '', line, text);
      const [known, ...more] = new Set(versions.filter((one) => one.startsWith(`${action}@`)));
      const fix = known &&
        more.length === 0 && {
          title: say`Use ${known}, as elsewhere in this repository`,
          edits: [{ range, text: known }],
        };
      const note = say`${action} follows the branch ${branch}, so what CI runs changes without a change here.`;
      yield { path, range, note, ...(fix && { fix }) };
    }
  },
});
