import { Located as Value } from '../../formats/located.ts';
import { fromFiles } from '../signal.ts';
import { except, type Job, script, type Trigger, trigger, type Workflow, workflowOf } from './workflow.ts';

/**
 * Jenkins: the shell lines of a Jenkinsfile, stage by stage. Whether pushes and pull requests start it is a setting of
 * the server, unless the file speaks of them. Groovy has no kept parser for JavaScript.
 */
export const jenkins = fromFiles<Workflow>({
  reads: ['**/Jenkinsfile*', '**/*.jenkinsfile'],
  *parse({ path, text }) {
    const code = text
      .replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '))
      .replace(/(^|\s)\/\/.*$/gm, '$1');
    const stages = stagesOf(code);
    const whole = triggersOf(outside(code, stages), []);
    const jobs: Job[] = [];
    const started = new Map<Stage, readonly Trigger[]>();
    let manual = false;
    for (const stage of stages) {
      const inner = stages.filter(({ start, end }) => start > stage.start && end < stage.end);
      const own = outside(code, inner).slice(stage.start, stage.end);
      const parent = stages.findLast(({ start, end }) => start < stage.start && end > stage.end);
      const outer = parent ? (started.get(parent) ?? []) : whole;
      const triggers = outer.length === 0 ? [] : triggersOf(own, outer);
      started.set(stage, triggers);
      manual ||= /\binput\s*(\(|\{|message|['"])/.test(own);
      if (triggers.length === 0) continue;
      const line = lineAt(code, stage.start);
      const commands = commandsIn(code, own, stage.start, path);
      jobs.push({ name: stage.name, line, commands, uses: [], triggers, ...(manual && { manual }) });
    }
    // A scripted pipeline may have no stages.
    const rest = commandsIn(code, outside(code, stages), 0, path);
    if (rest.length > 0 || jobs.length === 0)
      jobs.unshift({ name: path, line: 1, commands: rest, uses: [], triggers: whole });
    yield workflowOf('Jenkins', path, jobs, new Value(1, null));
  },
});

const lineAt = (code: string, offset: number) => code.slice(0, offset).split('\n').length;

interface Stage {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** The stages of a pipeline, with those that stand in others. */
function stagesOf(code: string): Stage[] {
  const heads = code.matchAll(/\bstage\s*\(?\s*(['"])(.*?)\1\s*\)?\s*\{/g);
  return [...heads].map((head) => ({
    name: head[2] ?? '',
    start: head.index,
    end: endOfBlock(code, head.index + head[0].length),
  }));
}

function endOfBlock(code: string, from: number): number {
  let depth = 1;
  for (let at = from; at < code.length; at++) {
    if (code[at] === '{') depth++;
    if (code[at] === '}' && --depth === 0) return at + 1;
  }
  return code.length;
}

/** Code with its stages blank, so that every place stays where it is. */
function outside(code: string, stages: readonly Stage[]): string {
  return stages.reduce(
    (left, { start, end }) =>
      left.slice(0, start) + left.slice(start, end).replace(/[^\n]/g, ' ') + left.slice(end),
    code,
  );
}

function commandsIn(code: string, part: string, offset: number, path: string) {
  const steps = [
    ...part.matchAll(/\b(?:sh|bat|pwsh|powershell)\s*\(?\s*(?:script:\s*)?("""|'''|"|')([\s\S]*?)(?<!\\)\1/g),
  ];
  const found = steps.flatMap((step) => {
    const line = lineAt(code, offset + step.index) - (step[2]?.includes('\n') ? 1 : 0);
    return script(new Value(line, (step[2] ?? '').replace(/\\(["'])/g, '$1')), path);
  });
  // The Docker plugin: `docker.build(…)`, then `image.push()`.
  const pushed = /\.push\s*\(/.exec(part);
  return pushed && /\bdocker\.(build|image|withRegistry)/.test(code)
    ? [...found, { text: 'docker push', line: lineAt(code, offset + pushed.index), path }]
    : found;
}

/** What starts a stage, as far as the file says; otherwise what starts the pipeline. */
function triggersOf(code: string, outer: readonly Trigger[]): readonly Trigger[] {
  const at = new Value(1, null);
  const when = /\bwhen\s*\{/.exec(code);
  const condition = when ? code.slice(when.index, endOfBlock(code, when.index + when[0].length)) : '';
  if (/expression\s*\{\s*(return\s+)?false\s*\}/.test(condition)) return [];
  const found: Trigger[] = [];
  const branches = [
    ...condition.matchAll(/\bbranch\s*\(?\s*(?:pattern:\s*)?['"]([^'"]+)['"]/g),
    ...code.matchAll(/BRANCH_NAME\s*==\s*['"]([^'"]+)['"]/g),
  ].map(([, name]) => name ?? '');
  const left = /\bnot\s*\{\s*branch\b/.test(condition);
  if (branches.length > 0) found.push(trigger('push', at, { branches: left ? except(branches) : branches }));
  if (/githubPush\s*\(|pollSCM\s*\(|gitlab\s*\(\s*triggerOnPush/.test(code)) found.push(trigger('push', at));
  if (/changeRequest\b|CHANGE_ID|ghprb|pullRequest/.test(code) && !/not\s*\{\s*changeRequest/.test(condition))
    found.push(trigger('pull-request', at));
  if (/\bcron\s*\(/.test(code)) found.push(trigger('schedule', at));
  if (/buildingTag\s*\(|\btag\s*\(?\s*['"]|TAG_NAME/.test(condition)) found.push(trigger('tag', at));
  if (/\bparams\./.test(condition)) return [trigger('manual', at)];
  if (outer.length === 0) return [trigger('elsewhere', at), ...found];
  return found.length > 0 ? found : outer;
}
