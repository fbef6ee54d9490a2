import type { SyntaxNode } from '@lezer/common';
import { parser } from '@lezer/javascript';
import { lineCounter } from './lines.ts';
import { Located } from './located.ts';

/** `new Class(…)` by its full name: `aws-cdk-lib/aws-s3.Bucket`, whatever the file calls the module. */
export interface Instance {
  readonly name: string;
  readonly line: number;
  /** Maps, lists and literals as they are written; anything else as its source, cut to 200 characters. */
  readonly arguments: readonly Located[];
  /** Where the function begins that it stands in; 0 at the top. */
  readonly within: number;
}

const typed = parser.configure({ dialect: 'ts' });

/** The classes that JavaScript or TypeScript makes instances of, where it imports them. What is no code gives none. */
export function readInstances(text: string): Instance[] {
  const lineOf = lineCounter(text);
  const source = ({ from, to }: SyntaxNode) => text.slice(from, to);
  const imported = new Map<string, string>();
  const found: Instance[] = [];

  const take = (node: SyntaxNode, module: SyntaxNode | null | undefined) => {
    if (!module) return;
    const from = plain(source(module));
    for (const name of inside(node, 'VariableDefinition')) {
      const before = name.prevSibling;
      const original = before?.name === 'as' ? before.prevSibling : undefined;
      const whole = original ? original.name === 'Star' : !/Group|Pattern/.test(name.parent?.name ?? '');
      imported.set(source(name), whole ? from : `${from}.${source(original ?? name)}`);
    }
  };
  const value = (node: SyntaxNode): Located => {
    const line = lineOf(node.from);
    if (node.name === 'ObjectExpression')
      return new Located(line, undefined, () => ({
        entries: node.getChildren('Property').flatMap((property) => {
          const { firstChild: key, lastChild: given } = property;
          return key && given ? [[plain(source(key)), value(given)] as const] : [];
        }),
      }));
    if (node.name === 'ArrayExpression')
      return new Located(line, undefined, () => ({ items: operands(node).map(value) }));
    const written = source(node);
    if (node.name === 'String') return new Located(line, plain(written));
    if (node.name === 'Number') return new Located(line, Number(written.replaceAll('_', '')));
    if (node.name === 'BooleanLiteral') return new Located(line, written === 'true');
    return new Located(line, written.slice(0, 200));
  };
  const visit = (node: SyntaxNode, within: number): void => {
    const inner = /^(Arrow|FunctionE|FunctionD|MethodD)\w*$/.test(node.name) ? node.from + 1 : within;
    if (node.name === 'ImportDeclaration') take(node, node.getChild('String'));
    if (node.name === 'VariableDeclaration') {
      const call = node.getChild('CallExpression');
      const called = call?.firstChild;
      if (called && source(called) === 'require') take(node, call.getChild('ArgList')?.getChild('String'));
    }
    if (node.name === 'NewExpression') {
      const [made, given] = [node.firstChild?.nextSibling, node.getChild('ArgList')];
      const [first = '', ...rest] = made ? source(made).replace(/<.*/s, '').split('.') : [];
      const module = imported.get(first);
      if (module)
        found.push({
          name: [module, ...rest].join('.'),
          line: lineOf(node.from),
          arguments: given ? operands(given).map(value) : [],
          within,
        });
    }
    for (let child = node.firstChild; child; child = child.nextSibling) visit(child, inner);
  };
  visit(typed.parse(text).topNode, 0);
  return found;
}

const plain = (written: string) => written.replace(/^(["'`])(.*)\1$/s, '$2');

/** The parts of a list or of arguments, without brackets, commas and comments. */
function operands(node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling)
    if (/^\w/.test(child.name) && !/Comment$/.test(child.name)) found.push(child);
  return found;
}

function inside(node: SyntaxNode, name: string): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling)
    found.push(...(child.name === name ? [child] : inside(child, name)));
  return found;
}
