import { rangeInLine } from '../formats/lines.ts';
import { machineBoundPath, standardHomes } from '../signals/configuration.ts';
import { listed } from '../signals/listing.ts';
import { fromFiles } from '../signals/signal.ts';
import { say } from '../text.ts';
import { type Finding, hint } from './hint.ts';
import { isOwn, valuesIn } from './place.ts';

/** Paths of somebody's machine in configuration; what runs in a container or a CI system has machines of its own. */
const inConfiguration = fromFiles<Finding>({
  reads: ['**/*.{yaml,yml,toml,json}'],
  mentions: /\/home\/|\/Users\/|[A-Za-z]:[\\/]{1,2}Users/,
  *parse(file) {
    const { path, text } = file;
    // Paths of Kubernetes objects are those of a container or of a node.
    if (elsewhere.test(path) || (/^apiVersion:/m.test(text) && /^kind:/m.test(text))) return;
    for (const [, { value, line }] of valuesIn(file))
      if (typeof value === 'string' && /^(file:|\/|[A-Za-z]:)/.test(value) && isPersonal(value))
        yield { path, range: rangeInLine(text, line, value), note: noteOn(value) };
  },
});

/** Accounts that images and platforms create, names that stand for any, and where Windows has its programs. */
const notPeople = new RegExp(
  String.raw`\/(home|Users)\/(${standardHomes}|ec2-user|ubuntu|hadoop|glue_user|somebody|yarnapp|codespace|vagrant|coder|worker|docker|default|dev|me|you|your\w*|user_?name|username|name|someone|root|shared|x)(\/|$)|^[a-z]:[\\/]+(Windows|Program ?Files|ProgramData|NVIDIA|msys\d*|cygwin\d*|tools)\b`,
  'i',
);

/** Homes of people, drives of Windows, mounts of Colab, and file systems of a cluster; no regular expression. */
const isPersonal = (text: string): boolean =>
  /^(file:\/\/)?(\/home\/|\/Users\/|\/Workspace\/Users\/|[A-Za-z]:[\\/]{1,2}\w|\/content\/g?drive\/|\/(scratch|nfs|gpfs|lustre)\/)[^*?()[\]<>{}$]*$/.test(
    text,
  ) && !notPeople.test(text);

const elsewhere =
  /compose|(^|\/)\.(pipeline|github|gitlab|circleci|devcontainer|azure)|(^|\/)\.?(devcontainer|package|package-lock|buildspec|cloudbuild)[^/]*\.|(^|\/)(data|datasets?|k8s|kubernetes|manifests|charts|deploy(ment)?s?|helm|ansible|results?|outputs?|logs?|reports?)\//i;

const noteOn = (path: string) =>
  say`“${path.slice(0, 60)}” exists on one machine only; take it from configuration.`;

export default hint({
  id: 'machine-bound-path',
  practice: 'traceability/environment-agnostic-code',
  title: say`Path that exists on one machine only`,
  signals: { machineBoundPath, inConfiguration, listed },
  find: ({ machineBoundPath, inConfiguration, listed }) => {
    const tracked = new Set(listed.filter((file) => file.tracked).map(({ path }) => path));
    return [
      ...machineBoundPath
        .filter(({ path, text }) => path.endsWith('.py') && isOwn(path) && isPersonal(text))
        .map(({ path, range, text }) => ({ path, range, note: noteOn(text) })),
      ...inConfiguration.filter(({ path }) => tracked.has(path) && isOwn(path)),
    ];
  },
});
