import type { Use } from './workflow.ts';

/** What workflows of other repositories can be for; their steps are not here, but they are told what to do. */
const purposes = {
  tests: /(^|[/_-])(unit)?tests?([/_.-]|$)|pytest|tox\b|nox\b/i,
  publishes: /pypi|publish|deploy/i,
} as const;

const workflowFile = /\/\.github\/workflows\/([^@/]+)@/;
const isOff = (value: string | undefined) => value === undefined || /^(false|none|)$/i.test(value);

/** Whether a job hands over to a workflow of another repository that is there for something, by its name or by what it is given. */
export function isOffsite({ text, with: inputs }: Use, purpose: keyof typeof purposes): boolean {
  const file = workflowFile.exec(text)?.[1];
  if (file === undefined || text.startsWith('./')) return false;
  const named = purposes[purpose].test(file);
  return (
    named || (inputs?.entries ?? []).some(([key, value]) => purposes[purpose].test(key) && !isOff(value.text))
  );
}
