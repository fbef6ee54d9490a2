import type { Located } from '../formats/located.ts';
import { script } from './ci/workflow.ts';
import { fromFiles, type Place } from './signal.ts';

/** Something that runs before a commit or a push. */
export interface Hook extends Place {
  readonly manager: 'pre-commit' | 'prek' | 'lefthook' | 'husky' | 'lint-staged' | 'simple-git-hooks';
  readonly id: string;
  /** The command, where the hook is one; else its id. */
  readonly command: string;
  readonly repository?: string;
}

/** https://pre-commit.com/#adding-pre-commit-plugins-to-your-project; prek reads the same file, or a TOML one. */
const preCommit = fromFiles<Hook>({
  reads: ['**/.pre-commit-config.{yml,yaml}', '**/prek.toml'],
  *parse({ path, yaml, toml }) {
    const source = path.endsWith('.toml') ? toml() : yaml()[0];
    for (const repository of source?.get('repos')?.items ?? []) {
      for (const hook of repository.get('hooks')?.items ?? []) {
        const id = hook.get('id');
        if (!id?.text) continue;
        const entry = [hook.get('entry')?.text, ...(hook.get('args')?.texts ?? [])].filter(Boolean).join(' ');
        yield {
          manager: path.endsWith('.toml') ? 'prek' : 'pre-commit',
          id: id.text,
          command: hook.get('entry') ? entry : id.text,
          repository: repository.get('repo')?.text ?? '',
          path,
          line: id.line,
        };
      }
    }
  },
});

/** https://lefthook.dev/configuration/ */
const lefthook = fromFiles<Hook>({
  reads: ['**/{,.}lefthook{,-local}.{yml,yaml,toml,json}', '.config/lefthook.{yml,yaml,toml,json}'],
  *parse({ path, yaml, toml, json }) {
    const source = path.endsWith('.toml') ? toml() : path.endsWith('.json') ? json() : yaml()[0];
    for (const [stage, at] of source?.entries ?? []) {
      if (!/^(pre-commit|pre-push|commit-msg|prepare-commit-msg)$/.test(stage)) continue;
      const jobs = (at.get('jobs')?.items ?? []).flatMap((job): [string, Located][] => [
        [job.get('name')?.text ?? stage, job],
        ...(job.get('group', 'jobs')?.items ?? []).map((inner): [string, Located] => [
          inner.get('name')?.text ?? stage,
          inner,
        ]),
      ]);
      for (const [id, command] of [
        ...(at.get('commands')?.entries ?? []),
        ...(at.get('scripts')?.entries ?? []),
        ...jobs,
      ]) {
        const run = command.get('run')?.text ?? command.get('script')?.text ?? id;
        if (command.get('skip')?.value !== true)
          yield { manager: 'lefthook', id, command: run, path, line: command.line };
      }
    }
  },
});

/** https://typicode.github.io/husky/ */
const husky = fromFiles<Hook>({
  reads: ['**/.husky/{pre-commit,pre-push,commit-msg}'],
  *parse({ path, text }) {
    const lines = text.split('\n');
    for (const [index, line] of lines.entries()) {
      const command = line.trim();
      if (command !== '' && !/^(#|\. )/.test(command))
        yield { manager: 'husky', id: path.split('/').at(-1) ?? '', command, path, line: index + 1 };
    }
  },
});

const packageJsonHooks = fromFiles<Hook>({
  reads: ['**/package.json', '**/.lintstagedrc{,.json}'],
  mentions: /lint-staged|simple-git-hooks/,
  *parse({ path, json }) {
    const source = json();
    const staged = source.get('lint-staged') ?? (path.endsWith('package.json') ? undefined : source);
    const simple = source.get('simple-git-hooks');
    for (const [manager, table] of [
      ['lint-staged', staged],
      ['simple-git-hooks', simple],
    ] as const) {
      for (const [id, value] of table?.entries ?? []) {
        for (const command of script(value, path))
          yield { manager, id, command: command.text, path, line: command.line };
      }
    }
  },
});

export const hookSignals = { preCommit, lefthook, husky, packageJsonHooks };
