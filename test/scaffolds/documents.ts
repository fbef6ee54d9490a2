import assert from 'node:assert/strict';
import MarkdownIt from 'markdown-it';
import { parse } from 'yaml';

const markdown = new MarkdownIt({ html: true });

/** A Markdown document: front matter is YAML, links lead to files, tables are whole, diagrams name their boxes. */
export function validateDocument(
  path: string,
  content: string,
  files: Readonly<Record<string, string>>,
): void {
  const [front = '', yaml] = /^---\n([\s\S]*?)\n---\n/.exec(content) ?? [];
  if (yaml !== undefined) assert.equal(typeof parse(yaml), 'object', `${path} has front matter`);
  const tokens = markdown.parse(content.slice(front.length), {});
  assert.ok(!/\n{3}/.test(content), `${path} has no gaps`);
  assert.equal(
    tokens.filter(({ type, tag }) => type === 'heading_open' && tag === 'h1').length,
    titles(path),
  );
  for (const token of tokens.flatMap((one) => [one, ...(one.children ?? [])])) {
    const target = token.type === 'link_open' && String(token.attrGet('href'));
    if (target && !target.includes(':')) {
      const folder = path.slice(0, path.lastIndexOf('/') + 1);
      const file = target.startsWith('/') ? target.slice(1) : folder + target;
      assert.ok(file in files, `${path} links to ${file}`);
    }
    if (token.type === 'fence' && token.info === 'mermaid') validateDiagram(token.content);
  }
  const rows = content.split('\n').filter((line) => line.startsWith('|'));
  for (const row of rows) assert.match(row, /\|$/, `${path}: ${row}`);
  // A table that is torn apart leaves rows that are read as text.
  const cells = tokens.filter(({ type }) => type === 'tr_open').length;
  const rulers = rows.filter((row) => /^\|( ?:?-+:? ?\|)+$/.test(row)).length;
  assert.equal(cells, rows.length - rulers, `${path} has whole tables`);
}

/** Templates of hosts stand below a title of their own. */
const titles = (path: string) => (/request_template/.test(path) ? 0 : 1);

/** A flowchart, as far as its grammar is used: boxes with quoted labels, and arrows between them. https://mermaid.js.org/syntax/flowchart.html */
function validateDiagram(text: string): void {
  const [kind, ...lines] = text.trimEnd().split('\n');
  assert.match(kind ?? '', /^flowchart (LR|TB)$/);
  const boxes = lines.flatMap((line) => /^ {4}(\w+)\["[^"]+"\]$/.exec(line)?.[1] ?? []);
  const arrows = lines.flatMap((line) => {
    const arrow = /^ {4}(\w+) (?:-->|-\.->) (\w+)$/.exec(line);
    return arrow ? [arrow.slice(1)] : [];
  });
  assert.equal(boxes.length + arrows.length, lines.length, text);
  assert.ok(boxes.length > 0 && new Set(boxes).size === boxes.length, text);
  for (const end of arrows.flat()) assert.ok(boxes.includes(end as string), `${end} is a box`);
}

const ruleTypes = ['deletion', 'non_fast_forward', 'pull_request', 'required_status_checks'];

/** What the API for rulesets of GitHub asks for. https://docs.github.com/rest/repos/rules#create-a-repository-ruleset */
export function validateRuleset(content: string): void {
  const { name, target, enforcement, conditions, rules } = JSON.parse(content);
  assert.ok(name && target === 'branch' && enforcement === 'active');
  assert.deepEqual(Object.keys(conditions.ref_name).sort(), ['exclude', 'include']);
  for (const { type, parameters } of rules) {
    assert.ok(ruleTypes.includes(type), type);
    if (type === 'pull_request')
      assert.deepEqual(Object.keys(parameters).sort(), [
        'dismiss_stale_reviews_on_push',
        'require_code_owner_review',
        'require_last_push_approval',
        'required_approving_review_count',
        'required_review_thread_resolution',
      ]);
    if (type === 'required_status_checks')
      for (const { context } of parameters.required_status_checks) assert.ok(context);
  }
}

/** Lines of a path and its owners. */
export function validateOwners(content: string): void {
  const lines = content.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  assert.ok(lines.length > 0);
  for (const line of lines) assert.match(line, /^\S+( (@[\w-]+(\/[\w.-]+)?|\S+@\S+\.\S+))+$/);
}
