import assert from 'node:assert/strict';
import { mergeJson } from '../../../src/scaffolds/merge/json.ts';
import { mergeLines } from '../../../src/scaffolds/merge/lines.ts';
import { merged } from './stays.ts';

describe('merging JSON', () => {
  it('adds keys and items, and keeps comments, tabs and trailing commas', () => {
    const text = `{
	// for all of us
	"recommendations": ["ms-python.python"],
	"settings": {
		"editor.rulers": [110], /* wide */
	},
}
`;
    const result = merged(
      mergeJson,
      text,
      '{"recommendations": ["ms-python.python", "charliermarsh.ruff"], "settings": {"editor.rulers": [110], "files.eol": "\\n"}}',
    );
    assert.equal(
      result,
      text
        .replace('python"]', 'python", "charliermarsh.ruff"]')
        .replace('/* wide */', '/* wide */\n\t\t"files.eol": "\\n",'),
    );
  });

  it('leaves values that are there, and refuses what it cannot add to', () => {
    assert.equal(merged(mergeJson, '{"a": 1}', '{"a": 2}'), '{"a": 1}');
    assert.throws(() => mergeJson('{"a": 1}', '{"a": []}'), /something else in line 1/);
    assert.throws(() => mergeJson('{"a": ', '{}'), /is not valid JSON \(line 1/);
  });
});

describe('merging lines', () => {
  it('adds the patterns that are missing, with their comments', () => {
    const text = '# ours\n/.venv\n\n!data/\n*.pyc';
    assert.equal(
      merged(mergeLines, text, '# environments\n.venv\n\n# never in an image\n.env\ndata\nmlruns/\n'),
      '# ours\n/.venv\n\n!data/\n*.pyc\n# never in an image\n.env\nmlruns/\n',
    );
  });

  it('keeps line breaks of Windows', () => {
    assert.equal(merged(mergeLines, '.git\r\n', '.env\n'), '.git\r\n.env\r\n');
  });
});
