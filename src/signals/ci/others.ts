import type { Located } from '../../formats/located.ts';
import { Located as Value } from '../../formats/located.ts';
import { fromFiles } from '../signal.ts';
import { type Job, type System, script, type Trigger, trigger, type Use, type Workflow } from './workflow.ts';

const none = new Value(1, null);

function workflow(system: System, path: string, jobs: readonly Job[], source: Located = none): Workflow {
  return {
    system,
    path,
    line: 1,
    name: path,
    triggers: jobs.flatMap((job) => job.triggers),
    jobs,
    part: false,
    source,
  };
}

const everyBranch = (at: Located): Trigger[] => [trigger('push', at), trigger('pull-request', at)];

/** https://circleci.com/docs/configuration-reference/ */
export const circleCi = fromFiles<Workflow>({
  reads: ['.circleci/config.{yml,yaml}'],
  *parse({ path, yaml }) {
    const [source] = yaml();
    if (!source) return;
    const jobs = (source.get('jobs')?.entries ?? []).map(([name, job]): Job => {
      const steps = job.get('steps')?.items ?? [];
      const run = (step: Located) => script(step.get('run', 'command') ?? step.get('run'), path);
      const uses = steps.flatMap((step): Use[] =>
        step.text ? [{ text: step.text, line: step.line, path }] : [],
      );
      return {
        name,
        line: job.line,
        commands: steps.flatMap(run),
        uses,
        triggers: circleTriggers(name, source),
      };
    });
    yield workflow('CircleCI', path, jobs, source);
  },
});

function circleTriggers(job: string, source: Located): Trigger[] {
  const workflows = source.get('workflows')?.entries.map(([, value]) => value) ?? [];
  if (workflows.length === 0) return everyBranch(source);
  return workflows.flatMap((flow) => {
    const entry = (flow.get('jobs')?.items ?? []).find((item) => item.text === job || item.get(job));
    if (!entry) return [];
    const scheduled = flow.get('triggers')?.items.some((item) => item.get('schedule'));
    if (scheduled) return [trigger('schedule', flow)];
    const tags = entry.get(job, 'filters', 'tags');
    const branches = entry.get(job, 'filters', 'branches', 'only')?.texts ?? [];
    if (tags) return [trigger('tag', tags)];
    return branches.length > 0 ? [trigger('push', entry, { branches })] : everyBranch(entry);
  });
}

/** https://support.atlassian.com/bitbucket-cloud/docs/bitbucket-pipelines-configuration-reference/ */
export const bitbucketPipelines = fromFiles<Workflow>({
  reads: ['bitbucket-pipelines.{yml,yaml}'],
  *parse({ path, yaml }) {
    const [source] = yaml();
    const start: Record<string, Trigger['on'][]> = {
      default: ['push'],
      branches: ['push'],
      'pull-requests': ['pull-request'],
      tags: ['tag'],
      custom: ['manual', 'schedule'],
    };
    const jobs = (source?.get('pipelines')?.entries ?? []).flatMap(([kind, pipelines]) =>
      [...pipelines.walk()].flatMap(([key, step]): Job[] => {
        if (key !== 'step' || !step.isMap) return [];
        const triggers = (start[kind] ?? ['push']).map((on) => trigger(on, pipelines));
        const environment = step.get('deployment')?.text;
        const manual = step.get('trigger')?.text === 'manual';
        return [
          {
            name: step.get('name')?.text ?? kind,
            line: step.line,
            commands: script(step.get('script'), path),
            uses: (step.get('script')?.items ?? []).flatMap((item) => {
              const pipe = item.get('pipe');
              return pipe?.text ? [{ text: pipe.text, line: pipe.line, path }] : [];
            }),
            triggers: manual ? [trigger('manual', step)] : triggers,
            ...(environment !== undefined && { environment }),
          },
        ];
      }),
    );
    yield workflow('Bitbucket Pipelines', path, jobs, source);
  },
});

/** https://docs.travis-ci.com/user/customizing-the-build/ */
export const travisCi = fromFiles<Workflow>({
  reads: ['.travis.yml'],
  *parse({ path, yaml }) {
    const [source] = yaml();
    if (!source) return;
    const phases = ['before_install', 'install', 'before_script', 'script', 'after_success'];
    const commands = phases.flatMap((phase) => script(source.get(phase), path));
    const included = [...(source.get('jobs') ?? source.get('matrix') ?? none).walk()];
    const extra = included.flatMap(([key, value]) => (key === 'script' ? script(value, path) : []));
    const deploy = source.get('deploy');
    const uses = [...(deploy?.walk() ?? [])].flatMap(([key, value]) =>
      key === 'provider' && value.text ? [{ text: `travis:${value.text}`, line: value.line, path }] : [],
    );
    const triggers = everyBranch(source);
    const jobs: Job[] = [
      {
        name: 'script',
        line: source.get('script')?.line ?? 1,
        commands: [...commands, ...extra],
        uses: [],
        triggers,
      },
    ];
    if (deploy)
      jobs.push({
        name: 'deploy',
        line: deploy.line,
        commands: commandsOf(deploy, path),
        uses,
        triggers: [trigger(deploy.get('on', 'tags')?.value === true ? 'tag' : 'push', deploy)],
      });
    yield workflow('Travis CI', path, jobs, source);
  },
});

const commandsOf = (at: Located, path: string) =>
  [...at.walk()].flatMap(([key, value]) =>
    ['script', 'command', 'commands'].includes(key) && !value.isMap ? script(value, path) : [],
  );

/** Google Cloud Build: its triggers live in the cloud project. https://cloud.google.com/build/docs/build-config-file-schema */
export const cloudBuild = fromFiles<Workflow>({
  reads: ['**/*cloudbuild*.{yml,yaml,json}'],
  *parse({ path, yaml }) {
    const [source] = yaml();
    const commands = (source?.get('steps')?.items ?? []).flatMap((step) => {
      const tool =
        (step.get('entrypoint')?.text ?? step.get('name')?.text ?? '').split('/').at(-1)?.split(':')[0] ?? '';
      const words = step.get('args')?.texts ?? [];
      // `bash -c "…"` runs its last word.
      const shell = /^(ba)?sh$/.test(tool) && words.some((word) => word.startsWith('-'));
      const text = shell
        ? (words.at(-1) ?? '')
        : [tool === 'cloud-sdk' ? '' : tool, ...words].join(' ').trim();
      return [
        ...script(step.get('script'), path),
        ...text.split('\n').map((line) => ({ text: line.trim(), line: step.line, path })),
      ];
    });
    if (commands.length > 0)
      yield workflow(
        'Cloud Build',
        path,
        [{ name: path, line: 1, commands, uses: [], triggers: [trigger('elsewhere', source)] }],
        source,
      );
  },
});

/** AWS CodeBuild: CodePipeline, or a webhook, starts it. https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html */
export const codeBuild = fromFiles<Workflow>({
  reads: ['**/*buildspec*.{yml,yaml}'],
  *parse({ path, yaml }) {
    const [source] = yaml();
    const phases = source?.get('phases')?.entries.map(([, phase]) => phase) ?? [];
    const commands = phases.flatMap((phase) => script(phase.get('commands'), path));
    if (commands.length > 0)
      yield workflow(
        'CodeBuild',
        path,
        [{ name: path, line: 1, commands, uses: [], triggers: [trigger('elsewhere', source)] }],
        source,
      );
  },
});

/** https://docs.prow.k8s.io/docs/jobs/ */
export const prow = fromFiles<Workflow>({
  reads: ['.prow.yaml', '.prow/**/*.{yml,yaml}', '**/prow/**/*.{yml,yaml}', '**/prow_config.yaml'],
  mentions: /presubmits|postsubmits|periodics/,
  *parse({ path, yaml }) {
    const [source] = yaml();
    const start = { presubmits: 'pull-request', postsubmits: 'push', periodics: 'schedule' } as const;
    const jobs = Object.entries(start).flatMap(([kind, on]) =>
      [...(source?.get(kind) ?? none).walk()].flatMap(([, job]): Job[] => {
        const containers = job.get('spec', 'containers')?.items;
        if (!job.get('name') || !containers) return [];
        const commands = containers.flatMap((container) => {
          const words = [...(container.get('command')?.texts ?? []), ...(container.get('args')?.texts ?? [])];
          return [{ text: words.join(' ').replace(/^(ba|)sh -l?c /, ''), line: container.line, path }];
        });
        return [
          {
            name: job.get('name')?.text ?? kind,
            line: job.line,
            commands,
            uses: [],
            triggers: [trigger(on, job)],
          },
        ];
      }),
    );
    if (jobs.length > 0) yield workflow('Prow', path, jobs, source);
  },
});

/** https://buildkite.com/docs/pipelines/configure/step-types/command-step */
export const buildkite = fromFiles<Workflow>({
  reads: ['.buildkite/**/*.{yml,yaml}'],
  *parse({ path, yaml }) {
    const [source] = yaml();
    const jobs = (source?.get('steps')?.items ?? []).flatMap((step): Job[] => {
      const commands = [...script(step.get('command'), path), ...script(step.get('commands'), path)];
      if (commands.length === 0) return [];
      const branches = step.get('branches')?.texts ?? [];
      return [
        {
          name: step.get('label')?.text ?? 'step',
          line: step.line,
          commands,
          uses: [],
          triggers: branches.length > 0 ? [trigger('push', step, { branches })] : everyBranch(step),
        },
      ];
    });
    if (jobs.length > 0) yield workflow('Buildkite', path, jobs, source);
  },
});

/** Woodpecker and Drone. https://woodpecker-ci.org/docs/usage/workflow-syntax */
export const woodpecker = fromFiles<Workflow>({
  reads: ['.woodpecker.{yml,yaml}', '.woodpecker/**/*.{yml,yaml}', '.drone.yml'],
  *parse({ path, yaml }) {
    const events: Record<string, Trigger['on']> = {
      pull_request: 'pull-request',
      push: 'push',
      tag: 'tag',
      release: 'release',
      cron: 'schedule',
      manual: 'manual',
    };
    for (const source of yaml()) {
      const steps = source.get('steps') ?? source.get('pipeline');
      const list = steps?.isList ? steps.items : (steps?.entries.map(([, step]) => step) ?? []);
      const jobs = list.map((step): Job => {
        const when = step.get('when') ?? source.get('when') ?? source.get('trigger');
        const named = [...(when?.walk() ?? [])].flatMap(([key, value]) =>
          key === 'event' ? value.texts : [],
        );
        const triggers =
          named.length > 0 ? named.map((name) => trigger(events[name] ?? 'event', when)) : everyBranch(step);
        const image = step.get('image')?.text;
        return {
          name: step.get('name')?.text ?? 'step',
          line: step.line,
          commands: script(step.get('commands'), path),
          uses: image?.includes('plugin') ? [{ text: image, line: step.line, path }] : [],
          triggers,
          ...(image !== undefined && { image }),
        };
      });
      if (jobs.length > 0) yield workflow('Woodpecker', path, jobs, source);
    }
  },
});

/**
 * Jenkins: the shell lines of a Jenkinsfile. Whether pull requests start it is a setting of the server, unless the
 * file speaks of them. Groovy has no kept parser for JavaScript.
 */
export const jenkins = fromFiles<Workflow>({
  reads: ['**/Jenkinsfile*', '**/*.jenkinsfile'],
  *parse({ path, text }) {
    const code = text
      .replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '))
      .replace(/(^|\s)\/\/.*$/gm, '');
    const line = (offset: number) => code.slice(0, offset).split('\n').length;
    const steps = code.matchAll(/\b(?:sh|bat|powershell)\s*\(?\s*(?:script:\s*)?("""|'''|"|')([\s\S]*?)\1/g);
    const commands = [...steps].flatMap((step) =>
      script(new Value(line(step.index) - (step[2]?.includes('\n') ? 1 : 0), step[2] ?? ''), path),
    );
    const at = new Value(1, null);
    const triggers = [trigger('elsewhere', at)];
    if (/changeRequest\s*\(|CHANGE_ID|ghprb|pullRequest/.test(code))
      triggers.push(trigger('pull-request', at));
    if (/\bcron\s*\(/.test(code)) triggers.push(trigger('schedule', at));
    if (/\bbranch\s+['"](main|master|release)|githubPush\s*\(|BRANCH_NAME\s*==/.test(code))
      triggers.push(trigger('push', at));
    if (/buildingTag\s*\(|TAG_NAME/.test(code)) triggers.push(trigger('tag', at));
    const manual = /\binput\s*[({]?\s*(message)?/.test(code);
    yield workflow('Jenkins', path, [
      { name: path, line: 1, commands, uses: [], triggers, ...(manual && { manual }) },
    ]);
  },
});
