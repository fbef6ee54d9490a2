import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { hints } from '../../src/hints/index.ts';
import { practices } from '../../src/practices/index.ts';
import { render } from '../../src/text.ts';

const read = (file: string) => readFileSync(file, 'utf8');
const ids = hints.map(({ id }) => id);

describe('the list of hints', () => {
  it('has each file that defines one, under its id', () => {
    const files = readdirSync('src/hints').filter((file) =>
      read(`src/hints/${file}`).includes('default hint('),
    );
    assert.deepEqual([...ids].sort(), files.map((file) => file.replace(/\.ts$/, '')).sort());
  });

  it('names practices that there are', () => {
    for (const { id, practice } of hints)
      assert.ok(
        practices.some((one) => one.id === practice),
        `${id}: ${practice}`,
      );
  });

  it('is what the setting offers', () => {
    const { contributes } = JSON.parse(read('package.json'));
    const { properties } = contributes.configuration.properties['mlopsGuide.hints'];
    assert.deepEqual(Object.keys(properties), ids);
    for (const [id, { default: on, description }] of Object.entries<Record<string, unknown>>(properties)) {
      assert.equal(on, true);
      assert.equal(description, `%setting.hints.${id}%`);
    }
  });

  it('is the table of the README', () => {
    const rows = [
      ...read('README.md').matchAll(/^\| `([\w-]+)` \| ([^|]+) \| \[([\w/-]+)\]\(([^)]+)\) \|/gm),
    ];
    assert.deepEqual(
      rows.map(([, id, title, practice, page]) => [id, title, practice, page]),
      hints.map(({ id, title, practice }) => [
        id,
        render(title),
        practice,
        `content/practices/${practice}.en.md`,
      ]),
    );
  });
});
