import { rangeInLine } from '../formats/lines.ts';
import { listed } from '../signals/listing.ts';
import { fromFiles } from '../signals/signal.ts';
import type { SourceFile } from '../signals/source.ts';
import { say } from '../text.ts';
import { type Finding, hint } from './hint.ts';
import { isOwn, valuesIn } from './place.ts';

/** Values that are credentials by their form, as those who issue them document it. */
const form =
  /(?<![A-Za-z0-9])(AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{60,}|glpat-[\w-]{20}|xox[abp]-[\w-]{20,}|sk-(proj-|ant-)?[\w-]{32,}|hf_[A-Za-z]{34}|dapi[0-9a-f]{32})(?![A-Za-z0-9])|-----BEGIN [A-Z ]*PRIVATE KEY-----(\\n|\s)*[A-Za-z0-9+/]{40}|AccountKey=[A-Za-z0-9+/]{60,}/;

const secretKey =
  /(^|[_.-])(password|passwd|secret|secret_?key|secret_?access_?key|account_?key|api_?key|auth_?token|access_?token|private_?key|client_?secret)$/i;

const placeholder =
  /[${<>{}*%]|x{4}|\.{3}|change|example|placeholder|your|dummy|fake|sample|test|secret|passw|todo|redacted|vault|insert|replace|1234|^(https?|file|\/|arn:|projects\/)/i;

/** The name of a secret in a store: words with slashes between them. */
const nameInStore = /^[a-z\d._-]+(\/[a-z\d._-]+)+$/;

/** How many bits each character carries: words have fewer than keys. */
function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const one of text) counts.set(one, (counts.get(one) ?? 0) + 1);
  return [...counts.values()].reduce(
    (sum, count) => sum - (count / text.length) * Math.log2(count / text.length),
    0,
  );
}

/** Whether somebody could sign in with a value that stands under a key. */
function isSecret(key: string, value: string): boolean {
  if (form.test(value)) return !/example/i.test(value);
  return (
    secretKey.test(key) &&
    /^\S{16,200}$/.test(value) &&
    /\d/.test(value) &&
    /[A-Za-z]/.test(value) &&
    !placeholder.test(value) &&
    !nameInStore.test(value) &&
    entropy(value) > 3.3
  );
}

/** Keys and values of configuration: of YAML, TOML and JSON, of `.env` files, and of Python modules that are configuration. */
function* pairsIn(file: SourceFile): Generator<readonly [string, string, number]> {
  const { path, text, python } = file;
  if (path.endsWith('.py')) {
    for (const { name, values, list, line } of python().assignments)
      if (!list) yield [name, values[0] ?? '', line];
  } else if (/\.(ya?ml|toml|json)$/.test(path)) {
    for (const [key, { value, line }] of valuesIn(file))
      if (typeof value === 'string') yield [key, value, line];
  } else {
    for (const [index, line] of text.split(/\r?\n/).entries()) {
      const [, key, value] = /^\s*(?:export\s+)?([\w.]+)\s*=\s*["']?(.*?)["']?\s*$/.exec(line) ?? [];
      if (key && value) yield [key, value, index + 1];
    }
  }
}

const found = fromFiles<Finding>({
  reads: [
    '**/*.{yaml,yml,toml,json,env,cfg,ini,properties}',
    '**/.env*',
    '**/*{config,settings,constants,credentials,secrets}*.py',
  ],
  mentions: /passw|secret|key|token|AKIA|gh[pousr]_|PRIVATE KEY/i,
  *parse(file) {
    const { path, text } = file;
    if (/(^|\/)(package-lock|.*\.lock|locales?|i18n)\b|\.lock\.|sample|template|example/i.test(path)) return;
    for (const [key, value, line] of pairsIn(file)) {
      if (!isSecret(key, value)) continue;
      const [first = ''] = value.split('\n');
      const note = say`The value of ${key} looks like a secret, and git keeps it for ever. Take it from the environment or a secret store, and replace it where it was issued.`;
      yield { path, range: rangeInLine(text, line, first), note };
    }
  },
});

/** https://12factor.net/config */
export default hint({
  id: 'secret',
  practice: 'traceability/environment-agnostic-code',
  title: say`Secret in configuration`,
  signals: { found, listed },
  find: ({ found, listed }) => {
    const tracked = new Set(listed.filter((file) => file.tracked).map(({ path }) => path));
    return found.filter(({ path }) => tracked.has(path) && isOwn(path));
  },
});
