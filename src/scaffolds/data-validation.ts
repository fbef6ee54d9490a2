import { inRole, toolUse } from '../signals/tool/use.ts';
import { say } from '../text.ts';
import { dependencyFiles } from './dependency.ts';
import { beside } from './layout.ts';
import { learning } from './learning.ts';
import { project } from './project.ts';
import { featuresQuestion, identifier, literal, planPython, targetQuestion, viewOf } from './python.ts';
import { scaffold } from './scaffold.ts';
import { testFiles } from './testFile.ts';

export default scaffold({
  id: 'data-validation',
  title: say`A schema that data is checked against`,
  signals: { project, learning, toolUse },
  templates: ['schema.py', 'test_schema.py'],
  merges: dependencyFiles,
  asks: ({ learning: [found] }) => (found ? [featuresQuestion(found), targetQuestion(found)] : []),
  plan: ({ project: [found], learning: [learned], toolUse }, ground) => {
    if (!found || !learned) return { changes: [] };
    const [other] = inRole(toolUse, 'data-validation').used.filter(({ notebook }) => !notebook);
    if (other) return { changes: [], notes: [say`${other.tool.name} checks data already (${other.path}).`] };
    const view = viewOf(found, learned, ground);
    const target = ground.choices['target'] ?? '';
    const columns = view.features.some(({ name }) => name === target)
      ? view.features
      : [
          ...view.features,
          {
            name: target,
            literal: literal(target),
            field: identifier(target),
            alias: identifier(target) === target ? undefined : literal(target),
            type: 'float',
            text: false,
            last: true,
          },
        ];
    return planPython(found, learned, ground, {
      files: [['schema.py', beside(learned, 'schema.py')], ...testFiles(found, 'schema')],
      view: { ...view, features: columns, dataFile: learned.data },
      packages: ['pandera', 'pandas'],
      notes: [
        say`The code does not say the types of columns: check them, add ranges and categories, and say what each column means by \`description=\`.`,
        say`Call \`validate\` where data is read, so that nothing is trained on rows that do not fit.`,
      ],
    });
  },
});
