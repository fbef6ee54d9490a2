import assert from 'node:assert/strict';

type Merge = (text: string, addition: string) => string;

/**
 * Merges, and checks what holds for every merge: all that was written is there, in its order, and a second time
 * changes nothing.
 */
export function merged(merge: Merge, text: string, addition: string): string {
  const result = merge(text, addition);
  let at = 0;
  for (const character of text) {
    at = result.indexOf(character, at) + 1;
    assert.ok(at > 0, `everything of the text is still in\n${result}`);
  }
  assert.equal(merge(result, addition), result, 'a second time changes nothing');
  return result;
}

/** The lines that are new, each with its number from 1. */
export function newLines(before: string, after: string): string[] {
  const lines = before.split('\n');
  let at = 0;
  return after.split('\n').flatMap((line, index) => {
    if (line === lines[at]) {
      at++;
      return [];
    }
    return [`${index + 1}: ${line}`];
  });
}
