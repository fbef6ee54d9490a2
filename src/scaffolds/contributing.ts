import { say } from '../text.ts';
import { environmentOf, lintCommands, setUpCommands, testCommand } from './managers.ts';
import { project } from './project.ts';
import { create, scaffold } from './scaffold.ts';
import { subject, trainingCommands } from './subject.ts';

export default scaffold({
  id: 'contributing',
  title: say`A guide for contributors`,
  signals: { project, subject },
  templates: ['CONTRIBUTING.md'],
  asks: () => [],
  plan: ({ project: [found], subject: [about] }, ground) => {
    if (!found || !about) return { changes: [] };
    if (ground.hasMatch(/^(\.github\/|docs\/)?contributing(\.\w+)?$/i))
      return { changes: [], notes: [say`There is a guide already; it is left as it is.`] };
    const environment = environmentOf(found);
    const view = {
      name: about.name,
      branch: found.branch,
      merge: found.host === 'GitLab CI',
      python: found.python,
      install: [
        ...setUpCommands(found, environment, about.name),
        ...(ground.has('.pre-commit-config.yaml') ? ['pre-commit install'] : []),
      ],
      test: `${environment.run}${testCommand(found)}`,
      checks: lintCommands(found).checks,
      training: trainingCommands(about, found, ground),
      changelog: ground.has('release-please-config.json') || ground.has('cliff.toml'),
    };
    return { changes: create(ground, 'CONTRIBUTING.md', ground.fill('CONTRIBUTING.md', view)) };
  },
});
