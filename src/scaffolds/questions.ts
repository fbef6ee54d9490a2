import { say } from '../text.ts';
import type { Project } from './project.ts';
import type { Question } from './scaffold.ts';

/** Python versions that are maintained. https://devguide.python.org/versions/ */
export const pythonVersions = ['3.14', '3.13', '3.12', '3.11'] as const;

/** The version of Python, where no file says it. */
export const pythonQuestion = ({ python }: Project): Question => ({
  key: 'python',
  prompt: say`Version of Python`,
  choices: (python
    ? [python, ...pythonVersions.filter((version) => version !== python)]
    : pythonVersions
  ).map((value) => ({ value })),
  value: python ?? '3.13',
  open: true,
});

/** The program that an image, or a stage, runs. */
export const scriptQuestion = (
  key: string,
  prompt: Question['prompt'],
  scripts: readonly string[],
): Question => {
  const [only] = scripts;
  return {
    key,
    prompt,
    choices: scripts.map((value) => ({ value })),
    ...(scripts.length === 1 && only !== undefined && { value: only }),
    open: true,
  };
};
