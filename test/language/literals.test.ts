import assert from 'node:assert/strict';
import type { Node } from 'typescript/unstable/ast';
import {
  isBinaryExpression,
  isCallExpression,
  isNewExpression,
  isNoSubstitutionTemplateLiteral,
  isPropertyAccessExpression,
  isPropertyAssignment,
  isStringLiteral,
  isTaggedTemplateExpression,
  isTemplateExpression,
} from 'typescript/unstable/ast';
import { visitSources } from '../../scripts/sentences.mjs';

/** What the editor shows as it is: properties of its items, and arguments of its functions. */
const properties =
  /^(label|description|detail|title|prompt|placeholder|placeHolder|tooltip|documentation|message|buttonLabel|openLabel|heading)$/;
const functions =
  /^(show(Information|Warning|Error)Message|setStatusBarMessage|TreeItem|CodeAction|Diagnostic|MarkdownString|appendMarkdown|appendText)$/;

/** Names, which are the same in all languages. */
const names = /^(MLOps|MLOps Guide|MLOps Practice Guide|git)$/;

const nameOf = (node: Node) => (isPropertyAccessExpression(node) ? node.name : node).getText();

/** What reaches people if `node` is shown: its literals, but for sentences, what is compared, and what is logged. */
function literalsOf(node: Node): string[] {
  if (isTaggedTemplateExpression(node) && node.tag.getText() === 'say') return [];
  if (isBinaryExpression(node) && /^[!=]==$/.test(node.operatorToken.getText())) return [];
  if (isCallExpression(node) && /^log\./.test(node.expression.getText())) return [];
  if (isStringLiteral(node) || isNoSubstitutionTemplateLiteral(node)) return [textOf(node)];
  const own = isTemplateExpression(node) ? [textOf(node)] : [];
  const below: string[] = [];
  node.forEachChild((child) => void below.push(...literalsOf(child)));
  return [...own, ...below];
}

function shownBy(node: Node): readonly Node[] {
  if (isPropertyAssignment(node) && properties.test(node.name.getText())) return [node.initializer];
  if (isBinaryExpression(node) && node.operatorToken.getText() === '=' && properties.test(nameOf(node.left)))
    return [node.right];
  if ((isCallExpression(node) || isNewExpression(node)) && functions.test(nameOf(node.expression)))
    return node.arguments ?? [];
  return [];
}

const words = (text: string) => text.replace(/\$\([\w-]+\)/g, '').trim();

describe('what the editor shows', () => {
  it('goes through say`…`', () => {
    const untranslated: string[] = [];
    let seen = 0;
    visitSources('src/editor', (node, file) => {
      for (const shown of shownBy(node)) {
        seen++;
        for (const text of literalsOf(shown).map(words))
          if (/\p{L}/u.test(text) && !names.test(text)) untranslated.push(`${file}: ${text}`);
      }
    });
    assert.deepEqual(untranslated, []);
    assert.ok(seen > 30, 'the pattern finds what is shown');
  });

  it('holds no words between the tags of pages', () => {
    const untranslated: string[] = [];
    for (const folder of ['src/report', 'src/editor', 'src/guide', 'webview'])
      visitSources(folder, (node, file) => {
        const text = textOf(node);
        const seen = [...text.matchAll(/<[^<>]+>([^<>]+)|\s(?:aria-label|title|alt|placeholder)="([^"]+)"/g)];
        for (const [, between = '', attribute = ''] of seen) {
          const shown = words(`${between}${attribute}`);
          if (/\p{L}/u.test(shown) && !names.test(shown)) untranslated.push(`${file}: ${shown}`);
        }
      });
    assert.deepEqual(untranslated, []);
  });
});

/** What a literal says by itself, with a mark for each value. */
function textOf(node: Node): string {
  if (isStringLiteral(node) || isNoSubstitutionTemplateLiteral(node)) return node.text;
  return isTemplateExpression(node)
    ? [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('·')
    : '';
}
