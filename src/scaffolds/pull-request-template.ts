import { listed } from '../signals/listing.ts';
import { say } from '../text.ts';
import { environmentOf, lintCommands, testCommand } from './managers.ts';
import { type Project, project } from './project.ts';
import { create, scaffold } from './scaffold.ts';
import { filesOf, subject } from './subject.ts';

const present =
  /(^|\/)pull_request_template(\.\w+)?$|(^|\/)pull_request_template\/|^\.gitlab\/merge_request_templates\//i;

/** Where each host looks for it. */
const pathOf = ({ host, ci }: Project): string => {
  switch (host ?? ci[0]) {
    case 'GitLab CI':
      return '.gitlab/merge_request_templates/Default.md';
    case 'Azure Pipelines':
      return '.azuredevops/pull_request_template.md';
    default:
      return '.github/pull_request_template.md';
  }
};

export default scaffold({
  id: 'pull-request-template',
  title: say`A template for pull requests, with checks for ML`,
  signals: { project, subject, listed },
  templates: ['template.md'],
  asks: () => [],
  plan: ({ project: [found], subject: [about], listed }, ground) => {
    if (!found || !about) return { changes: [] };
    if (ground.hasMatch(present))
      return { changes: [], notes: [say`There is a template already; it is left as it is.`] };
    const { run } = environmentOf(found);
    const ruled = (pattern: RegExp) => listed.find(({ path }) => pattern.test(path))?.path;
    const view = {
      test: `${run}${testCommand(found)}`,
      checks: lintCommands(found).checks,
      training: filesOf(about, 'training').length > 0,
      serving: found.endpoints.length > 0,
      dvc: ground.has('dvc.yaml'),
      notebooks: ground.hasMatch(/\.ipynb$/),
      dictionary: ruled(/data[-_]?dictionary\.\w+$/i),
      card: ruled(/model[-_]?card[^/]*\.md$/i),
    };
    return { changes: create(ground, pathOf(found), ground.fill('template.md', view)) };
  },
});
