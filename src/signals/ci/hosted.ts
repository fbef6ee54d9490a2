import { fromFiles } from '../signal.ts';
import { type Command, type Job, script, trigger, type Workflow, workflowOf } from './workflow.ts';

/** Google Cloud Build: its triggers live in the cloud project. https://cloud.google.com/build/docs/build-config-file-schema */
export const cloudBuild = fromFiles<Workflow>({
  reads: ['**/*.{yml,yaml}', '**/*cloudbuild*.json'],
  mentions: /^\s*"?steps"?:/m,
  *parse({ path, text, yaml }) {
    // Any name will do; what is not called so is told by its images and its variables.
    const named = /cloudbuild[^/]*$/i.test(path);
    if (!named && !/gcr\.io\/|docker\.pkg\.dev|\$\{?(PROJECT_ID|_[A-Z_]+)\b/.test(text)) return;
    const [source] = yaml();
    const [first] = source?.get('steps')?.items ?? [];
    if (
      !named &&
      !(first?.get('name') && (first.get('args') ?? first.get('entrypoint') ?? first.get('script')))
    )
      return;
    const commands = (source?.get('steps')?.items ?? []).flatMap((step): Command[] => {
      const image = step.get('name')?.text?.split('/').at(-1)?.split(':')[0] ?? '';
      const entrypoint = step.get('entrypoint')?.text;
      const args = step.get('args');
      const words = args?.texts ?? [];
      // `bash -c "…"` runs its last word.
      if (/^(ba)?sh$/.test(entrypoint ?? image) && words.some((word) => word.startsWith('-')))
        return script(args?.isList ? args.items.at(-1) : args, path);
      const tool = entrypoint ?? (/^(cloud-sdk|ubuntu|debian)$/.test(image) ? '' : image);
      const text = [tool, ...words].join(' ').trim();
      return [
        ...script(step.get('script'), path),
        ...(words.length > 0 ? [{ text, line: step.line, path }] : []),
      ];
    });
    // Cloud Build pushes what it is told to be the images of a build.
    const pushed = (source?.get('images')?.items ?? []).map(({ text = '', line }) => ({
      text: `docker push ${text}`,
      line,
      path,
    }));
    yield* elsewhere('Cloud Build', path, [...commands, ...pushed], source);
  },
});

/** AWS CodeBuild: CodePipeline, or a webhook, starts it. https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html */
export const codeBuild = fromFiles<Workflow>({
  reads: ['**/*buildspec*.{yml,yaml}', '**/buildspecs/*.{yml,yaml}'],
  *parse({ path, yaml }) {
    const [source] = yaml();
    const phases = source?.get('phases')?.entries.map(([, phase]) => phase) ?? [];
    yield* elsewhere(
      'CodeBuild',
      path,
      phases.flatMap((phase) => [
        ...script(phase.get('commands'), path),
        ...script(phase.get('finally'), path),
      ]),
      source,
    );
  },
});

function elsewhere(
  system: 'Cloud Build' | 'CodeBuild',
  path: string,
  commands: readonly Command[],
  source: Workflow['source'] | undefined,
): Workflow[] {
  if (!source || commands.length === 0) return [];
  const job: Job = { name: path, line: 1, commands, uses: [], triggers: [trigger('elsewhere', undefined)] };
  return [workflowOf(system, path, [job], source)];
}
