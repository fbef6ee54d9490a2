import type { Layout } from './layout.ts';
import type { Project } from './project.ts';
import type { Change, Ground } from './scaffold.ts';
import { create } from './scaffold.ts';

/**
 * Where a generated test belongs, as its template and its path; none where tests are of unittest and it is not.
 * @param both whether there is a template for unittest, too
 */
export const testFiles = (
  project: Project,
  name: string,
  both = false,
): readonly (readonly [template: string, path: string])[] => {
  if (project.testRunner === 'pytest') return [[`test_${name}.py`, testPath(project, name)]];
  return both ? [[`unittest_${name}.py`, testPath(project, name)]] : [];
};

export const testPath = ({ tests }: Project, name: string): string =>
  tests === '.' ? `test_${name}.py` : `${tests ?? 'tests'}/test_${name}.py`;

/** Puts the code on the path of tests, where it is not an installed package. */
export function pathForTests(project: Project, { root, package: own }: Layout, ground: Ground): Change[] {
  const { manifest } = project;
  const installed =
    /(^|\/)setup\.(py|cfg)$/.test(manifest?.path ?? '') ||
    manifest?.source?.get('build-system') !== undefined ||
    manifest?.source?.get('tool', 'uv', 'package')?.value === true ||
    manifest?.source?.get('tool', 'pdm', 'distribution')?.value === true ||
    (manifest?.source?.get('tool', 'poetry') !== undefined &&
      manifest.source.get('tool', 'poetry', 'package-mode')?.value !== false);
  if (project.testRunner !== 'pytest' || (installed && own !== '')) return [];
  const insert =
    root === ''
      ? ''
      : `\nimport sys\nfrom pathlib import Path\n\nsys.path.insert(0, str(Path(__file__).parent / ${JSON.stringify(root)}))\n`;
  return create(
    ground,
    'conftest.py',
    `"""Lets tests import the code: pytest puts the folder of this file on the path."""\n${insert}`,
  );
}
