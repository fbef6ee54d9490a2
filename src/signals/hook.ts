import type { Located } from '../formats/located.ts';
import { script } from './ci/workflow.ts';
import { fromFiles, type Place } from './signal.ts';

/** Something that git runs by itself: before a commit, on its message, or before a push. */
export interface Hook extends Place {
  readonly manager: 'pre-commit' | 'prek' | 'lefthook' | 'husky' | 'git' | 'lint-staged' | 'simple-git-hooks';
  readonly id: string;
  /** The command, where the hook is one; else its id. */
  readonly command: string;
  readonly repository?: string;
  /** Before a commit, and not only before a push or on a message. */
  readonly onCommit: boolean;
}

const stages = /^(pre-commit|pre-push|commit-msg|prepare-commit-msg|pre-merge-commit)$/;

/** https://pre-commit.com/#adding-pre-commit-plugins-to-your-project; prek reads the same file, or a TOML one. */
const preCommit = fromFiles<Hook>({
  reads: ['**/.pre-commit-config.{yml,yaml}', '**/prek.toml'],
  *parse({ path, yaml, toml }) {
    const source = path.endsWith('.toml') ? toml() : yaml()[0];
    for (const repository of source?.get('repos')?.items ?? []) {
      for (const hook of repository.get('hooks')?.items ?? []) {
        const id = hook.get('id');
        const at = hook.get('stages') ?? source?.get('default_stages');
        // Before version 3.2 the stages had no `pre-`.
        const live = (at?.texts ?? ['pre-commit']).map((stage) => stage.replace(/^(commit|push)$/, 'pre-$1'));
        if (!id?.text || !live.some((stage) => stages.test(stage))) continue;
        const entry = [hook.get('entry')?.text, ...(hook.get('args')?.texts ?? [])].filter(Boolean).join(' ');
        yield {
          manager: path.endsWith('.toml') ? 'prek' : 'pre-commit',
          id: id.text,
          command: hook.get('entry') ? entry : id.text,
          repository: repository.get('repo')?.text ?? '',
          onCommit: live.includes('pre-commit'),
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
      if (!stages.test(stage) || isSkipped(at)) continue;
      for (const [id, one] of [
        ...(at.get('commands')?.entries ?? []),
        ...(at.get('scripts')?.entries ?? []),
        ...jobsIn(at, stage),
      ]) {
        const command = one.get('run')?.text ?? one.get('script')?.text ?? id;
        const onCommit = stage === 'pre-commit';
        if (!isSkipped(one)) yield { manager: 'lefthook', id, command, onCommit, path, line: one.line };
      }
    }
  },
});

const isSkipped = (at: Located) => at.get('skip')?.value === true;

/** Jobs by their names, those of groups included. */
function jobsIn(at: Located, stage: string, depth = 0): [string, Located][] {
  if (depth > 5) return [];
  return (at.get('jobs')?.items ?? []).flatMap((job) => {
    const group = job.get('group');
    if (group) return isSkipped(job) ? [] : jobsIn(group, stage, depth + 1);
    return [[job.get('name')?.text ?? stage, job] as [string, Located]];
  });
}

/** Shell scripts that git is pointed at. https://typicode.github.io/husky/ */
const husky = fromFiles<Hook>({
  reads: ['**/{.husky,.githooks}/{pre-commit,pre-push,commit-msg}'],
  *parse({ path, text }) {
    const id = path.split('/').at(-1) ?? '';
    const manager = path.includes('.husky/') ? 'husky' : 'git';
    for (const [index, line] of text.split('\n').entries()) {
      const command = line.trim();
      if (command !== '' && !/^(#|\. )/.test(command))
        yield { manager, id, command, onCommit: id === 'pre-commit', path, line: index + 1 };
    }
  },
});

const packageJsonHooks = fromFiles<Hook>({
  reads: ['**/package.json', '**/.lintstagedrc{,.json,.yml,.yaml}'],
  *parse({ path, json, yaml }) {
    const whole = path.endsWith('package.json') ? undefined : path.endsWith('.json') ? json() : yaml()[0];
    const source = whole ?? json();
    for (const [manager, table] of [
      ['lint-staged', whole ?? source.get('lint-staged')],
      ['simple-git-hooks', whole ? undefined : source.get('simple-git-hooks')],
      ['husky', whole ? undefined : source.get('husky', 'hooks')],
    ] as const) {
      for (const [id, value] of table?.entries ?? []) {
        const onCommit = manager === 'lint-staged' || id === 'pre-commit';
        for (const command of script(value, path))
          yield { manager, id, command: command.text, onCommit, path, line: command.line };
      }
    }
  },
});

export const hookSignals = { preCommit, lefthook, husky, packageJsonHooks };
