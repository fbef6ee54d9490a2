import { rangeInLine } from '../formats/lines.ts';
import { container } from '../signals/container.ts';
import { history } from '../signals/listing.ts';
import { say } from '../text.ts';
import { hint } from './hint.ts';
import { isOwn, textOf } from './place.ts';

const dockerfile = textOf(
  '**/{Dockerfile,Containerfile}',
  '**/{Dockerfile,Containerfile}.*',
  '**/*.{Dockerfile,dockerfile,Containerfile}',
);

/** Name and tag; no tag where a digest, or an argument without default, stands in its place. */
const parts = /^(?<name>[^@:$]+(?::\d+\/[^@:$]+)?)(?::(?<tag>[\w.-]+))?$/;

export default hint({
  id: 'unpinned-base-image',
  practice: 'traceability/environment-as-code',
  title: say`Base image without a fixed version`,
  signals: { container, dockerfile, history },
  *find({ container, dockerfile, history }) {
    const repository = /\/[^/]+?(?=(\.git)?$)/.exec(history[0]?.remote ?? '')?.[0] ?? '/?';
    const texts = new Map(dockerfile.map(({ path, text }) => [path, text]));
    const bases = container.flatMap((one) => one.bases);
    for (const { path, line, reference } of bases.filter((one) => isOwn(one.path))) {
      const { name, tag } = parts.exec(reference)?.groups ?? {};
      if (!name || (tag !== undefined && tag !== 'latest')) continue;
      const range = rangeInLine(texts.get(path) ?? '', line, reference);
      // A build argument stands there, or the image is one of this repository's own.
      if (range.endColumn - range.column !== reference.length || name.endsWith(repository)) continue;
      const note =
        tag === undefined
          ? say`The image ${name} has no tag, so another one may be built from it tomorrow.`
          : say`The tag latest of ${name} moves, so another image may be built from it tomorrow.`;
      const known = new Set(
        bases.filter((one) => one.pinned && one.reference.startsWith(`${name}:`)).map((one) => one.reference),
      );
      const [pinned, ...more] = known;
      const fix = pinned &&
        more.length === 0 && {
          title: say`Use ${pinned}, as elsewhere in this repository`,
          edits: [{ range, text: pinned }],
        };
      yield { path, range, note, ...(fix && { fix }) };
    }
  },
});
