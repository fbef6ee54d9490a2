import type { Resource } from '../resource.ts';
import { type Trigger, trigger, type Workflow } from './workflow.ts';

interface Resources {
  readonly terraform: readonly Resource[];
  readonly cloudFormation: readonly Resource[];
}

/** What starts Cloud Build and CodeBuild, where this repository defines that, too. */
export function cloudTriggers(workflow: Workflow, { terraform, cloudFormation }: Resources): Trigger[] {
  if (workflow.system === 'Cloud Build')
    return terraform
      .filter(({ type }) => type === 'google_cloudbuild_trigger')
      .flatMap(({ text = '' }) => {
        const file = settingOf(text, 'filename');
        return file && !`/${workflow.path}`.endsWith(`/${file}`) ? [] : ofCloudBuild(text);
      });
  if (workflow.system === 'CodeBuild')
    return [
      ...terraform
        .filter(({ type }) => type === 'aws_codebuild_webhook')
        .flatMap(({ text = '' }) => ofWebhook(text)),
      ...terraform.filter(({ type }) => type === 'aws_codepipeline').map(() => trigger('push', undefined)),
      ...cloudFormation.flatMap(({ type, source }) => {
        if (type === 'AWS::CodePipeline::Pipeline') return [trigger('push', undefined)];
        const triggers =
          type === 'AWS::CodeBuild::Project' ? source?.get('Properties', 'Triggers') : undefined;
        const texts = [...(triggers?.walk() ?? [])].map(([, value]) => value.text ?? '');
        return triggers?.get('Webhook')?.value === true ? ofWebhook(texts.join('\n')) : [];
      }),
    ];
  return [];
}

const settingOf = (text: string, name: string) => new RegExp(`\\b${name}\\s*=\\s*"([^"]*)"`).exec(text)?.[1];

/** https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/cloudbuild_trigger */
function ofCloudBuild(text: string): Trigger[] {
  if (/\bdisabled\s*=\s*true/.test(text)) return [];
  if (/\bpull_request\s*\{/.test(text)) return [trigger('pull-request', undefined)];
  if (!/\b(push|trigger_template)\s*\{/.test(text)) return [];
  if (settingOf(text, 'tag') ?? settingOf(text, 'tag_name')) return [trigger('tag', undefined)];
  const branch = settingOf(text, 'branch') ?? settingOf(text, 'branch_name');
  return [trigger('push', undefined, { branches: branch ? [branch] : [] })];
}

/** https://docs.aws.amazon.com/codebuild/latest/userguide/github-webhook.html */
function ofWebhook(text: string): Trigger[] {
  const events = /PULL_REQUEST|\bPUSH\b/.test(text);
  return [
    ...(/PULL_REQUEST/.test(text) ? [trigger('pull-request', undefined)] : []),
    ...(!events || /\bPUSH\b/.test(text) ? [trigger('push', undefined)] : []),
  ];
}
