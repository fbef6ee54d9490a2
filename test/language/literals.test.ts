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
  if (isStringLiteral(node) || isNoSubstitutionTemplateLiteral(node)) return [node.text];
  const own = isTemplateExpression(node)
    ? [[node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('')]
    : [];
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
});
