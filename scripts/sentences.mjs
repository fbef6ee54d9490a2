// Every sentence of the sources, as the TypeScript compiler reads them.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isTaggedTemplateExpression, isTemplateExpression } from 'typescript/unstable/ast';
import { API } from 'typescript/unstable/sync';

/** @typedef {import('typescript/unstable/ast').Node} Node */

/**
 * Parses the sources of a folder.
 * @param {string} folder such as `src`, by the root of the project
 * @param {(node: Node, file: string) => void} visit called for every node, parents first
 */
export function visitSources(folder, visit) {
  const root = process.cwd();
  const api = new API({ cwd: root });
  try {
    const snapshot = api.updateSnapshot({
      openProjects: ['tsconfig.json', 'webview/tsconfig.json'].map((file) => path.join(root, file)),
    });
    for (const { rootFiles, program } of snapshot.getProjects())
      for (const name of rootFiles) {
        const file = path.relative(root, name).split(path.sep).join('/');
        if (!file.startsWith(`${folder}/`)) continue;
        const walk = (/** @type {Node} */ node) => {
          visit(node, file);
          node.forEachChild(walk);
        };
        program.getSourceFile(name)?.forEachChild(walk);
      }
  } finally {
    api.close();
  }
}

/**
 * What the schema of the answers file says of its keys, but for practices, which have titles.
 * @param {{ description?: string, properties?: Record<string, any>, definitions?: Record<string, any> }} schema
 * @returns {string[]}
 */
const descriptionsIn = ({ description, properties = {}, definitions = {} }) => [
  ...(description ? [description] : []),
  ...[...Object.entries(properties), ...Object.values(definitions).map((one) => ['', one])].flatMap(
    ([key, one]) => (key.includes('/') ? [] : descriptionsIn(one)),
  ),
];

/**
 * The captions of examples, which the pages of practices show; what is Japanese already needs no translation.
 * @returns {string[]}
 */
const captions = () =>
  readdirSync('content/examples', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .flatMap((file) => readFileSync(path.join('content', 'examples', file), 'utf8').split('\n'))
    .flatMap((line) => /^## (?:met|partial|unmet|unanswered|not-applicable): (.+)$/.exec(line)?.[1] ?? [])
    .filter((caption) => !/[\p{Script=Hiragana}\p{Script=Han}]/u.test(caption));

/**
 * The messages of all say`…`, as `src/text.ts` makes them, of the schema and of the examples, each with the file in which it stands first.
 * @returns {Map<string, string>}
 */
export function readSentences() {
  const found = new Map();
  const schema = 'content/answers.schema.json';
  for (const message of descriptionsIn(JSON.parse(readFileSync(schema, 'utf8')))) found.set(message, schema);
  for (const message of captions()) found.set(message, 'content/examples');
  visitSources('src', (node, file) => {
    if (!isTaggedTemplateExpression(node) || node.tag.getText() !== 'say') return;
    const { template } = node;
    const message = isTemplateExpression(template)
      ? template.templateSpans.reduce(
          (whole, { literal }, index) => `${whole}{${index}}${literal.text}`,
          template.head.text,
        )
      : template.text;
    if (message !== '' && !found.has(message)) found.set(message, file);
  });
  return found;
}
