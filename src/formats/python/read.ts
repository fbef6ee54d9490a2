import type { SyntaxNode } from '@lezer/common';
import { parser } from '@lezer/python';
import { say, UserError } from '../../text.ts';
import { lineCounter, type Range, rangeFinder } from '../lines.ts';
import type {
  Argument,
  Assignment,
  Call,
  Column,
  Comparison,
  Definition,
  Dictionary,
  Import,
  Parameter,
  PythonCode,
  Reference,
} from './code.ts';
import { type Name, Names } from './names.ts';

/** Calls of these say nothing about practices and are half of all calls; Databricks gives `dbutils` to all code. */
const dull = new Set(
  `len str int float bool list dict set tuple range enumerate zip isinstance issubclass super getattr setattr hasattr
  sorted reversed map filter min max sum abs round any all type repr iter next id format vars callable bytes property
  append extend join items keys values strip split startswith endswith replace lower upper copy pop update get insert
  format_map encode decode astype reshape tolist flatten squeeze unsqueeze view size mean item`.split(/\s+/),
);

/**
 * Reads Python source. Throws where it is not Python: the parser goes on after an error, and knows not quite all of
 * the language, so a file counts as broken when errors are more than one in seven statements.
 */
export function readPython(text: string): PythonCode {
  const tree = parser.parse(parsable(text));
  const reader = new Reader(text);
  reader.statements(tree.topNode);
  if (reader.errors > 0 && reader.errors * 7 > reader.seen) {
    throw new UserError(say`is not valid Python (line ${reader.errorLine})`);
  }
  return reader.code();
}

/**
 * The text as the grammar can take it, with every offset as it was: no form feeds, no magics of notebooks, template strings as format strings,
 * and one name where `with … as` holds an attribute or a tuple.
 */
const parsable = (text: string): string =>
  text
    .replaceAll('\f', '\n')
    .replace(/^(?=[%!]\w)./gm, /^# (Databricks notebook source|COMMAND -+|%%)/m.test(text) ? '#' : '$&')
    .replace(/(?<!\w)t(?=["'])/g, 'f')
    .replace(
      /\bas\s+(self\.\w+|\([^()\n]*\)|\[[^[\]\n]*\])(?=\s*[:,)])/g,
      (whole, target: string) => whole.slice(0, -target.length) + '_'.repeat(target.length),
    );

/**
 * Where the grammar does not know all of Python, old or new, but finds its way again at once: `1.`, a bare `yield`,
 * `with (a as b, c as d):`, some patterns, `lambda x, /: x`, `print "a", b`.
 */
const gaps =
  /^(MemberExpression|YieldStatement|YieldExpression|WithStatement|PrintStatement|TypeDef|Match\w+|Pattern\w+|\w+Pattern|\w+ComprehensionExpression)$/;

/** Walks a syntax tree once, collecting. One is made for each file and dropped after it. */
class Reader {
  readonly #text: string;
  readonly #line: (offset: number) => number;
  readonly #range: (from: number, to: number) => Range;
  #names = new Names();
  /** The classes and functions around the present node. */
  #path: string[] = [];
  #inFunction = false;
  #when: string | undefined;
  #optional = false;
  readonly #imports: Import[] = [];
  readonly #calls: Call[] = [];
  readonly #definitions: Definition[] = [];
  readonly #instances: { name: string; of: string }[] = [];
  readonly #assignments: Assignment[] = [];
  readonly #comparisons: Comparison[] = [];
  readonly #dictionaries: Dictionary[] = [];
  readonly #columns: Column[] = [];
  readonly #references = new Map<string, Reference>();
  readonly #paths: { text: string; line: number; range: Range }[] = [];
  #entry: number | undefined;
  errors = 0;
  errorLine = 1;
  seen = 0;

  constructor(text: string) {
    this.#text = text;
    this.#line = lineCounter(text);
    this.#range = rangeFinder(text);
  }

  code(): PythonCode {
    return {
      imports: this.#imports,
      calls: this.#calls,
      definitions: this.#definitions,
      instances: this.#instances,
      assignments: this.#assignments,
      dictionaries: this.#dictionaries,
      comparisons: this.#comparisons,
      columns: this.#columns,
      references: [...this.#references.values()],
      paths: this.#paths,
      ...(this.#entry !== undefined && { entry: this.#entry }),
    };
  }

  statements(parent: SyntaxNode): void {
    const outer = this.#when;
    for (const node of children(parent)) {
      this.#visit(node);
      const left = node.name === 'IfStatement' && this.#leaving(node);
      if (left) this.#when = both(this.#when, opposite(left));
    }
    this.#when = outer;
  }

  /** The condition of an `if` that does nothing but leave: what follows stands under its opposite. */
  #leaving(node: SyntaxNode): string | undefined {
    const [, condition, body, ...more] = children(node);
    const last = body?.lastChild?.name ?? '';
    const leaves = more.length === 0 && /^(Return|Raise|Continue|Break)Statement$/.test(last);
    return leaves && condition ? this.#source(condition) : undefined;
  }

  #visit(node: SyntaxNode): void {
    if (node.name.endsWith('Statement') || node.name.endsWith('Definition')) this.seen++;
    switch (node.name) {
      case '⚠':
        this.#error(node);
        break;
      case 'ImportStatement':
        this.#import(node);
        break;
      case 'TryStatement':
        this.#try(node);
        break;
      case 'FunctionDefinition':
        this.#function(node, []);
        break;
      case 'ClassDefinition':
        this.#class(node, []);
        break;
      case 'DecoratedStatement':
        this.#decorated(node);
        break;
      case 'AssignStatement':
      case 'NamedExpression':
        this.#assign(node);
        break;
      case 'ScopeStatement':
        this.#scope(node);
        break;
      case 'WithStatement':
        this.#with(node);
        break;
      case 'IfStatement':
        this.#if(node);
        break;
      case 'ConditionalExpression':
        this.#choice(node);
        break;
      case 'CallExpression':
        this.#call(node);
        break;
      case 'MemberExpression':
        this.#member(node);
        break;
      case 'BinaryExpression':
        this.#compare(node);
        this.#operands(node);
        break;
      case 'String':
        this.#string(node);
        break;
      case 'FormatString':
        this.#string(node);
        this.statements(node);
        break;
      case 'VariableName':
        this.#reference(node);
        break;
      default:
        this.statements(node);
        break;
    }
  }

  #error(node: SyntaxNode): void {
    const { parent, prevSibling } = node;
    const at = /^(Parenthesized|Tuple)Expression$/.test(parent?.name ?? '') ? parent?.parent : parent;
    if (gaps.test(at?.name ?? '') || prevSibling?.name === 'PrintStatement') return;
    if (at?.name === 'ParamList' && this.#source(node) === '/') return;
    if (this.errors++ === 0) this.errorLine = this.#line(node.from);
  }

  #source(node: SyntaxNode, limit = 200): string {
    return this.#text.slice(node.from, Math.min(node.to, node.from + limit));
  }

  #try(node: SyntaxNode): void {
    const outer = this.#optional;
    const nodes = children(node);
    this.#optional ||= goesOnWithout(
      nodes.map((child) => ({ name: child.name, source: this.#source(child) })),
    );
    for (const child of nodes) {
      if (child.name === 'except') this.#optional = outer;
      this.#visit(child);
    }
    this.#optional = outer;
  }

  #import(node: SyntaxNode): void {
    const line = this.#line(node.from);
    const parts = children(node).map((child) => this.#source(child));
    const at = parts.indexOf('import');
    const names = parts.slice(at + 1).filter((part) => part !== '(' && part !== ')');
    const module = parts[0] === 'from' ? parts.slice(1, at).join('') : undefined;
    for (const name of split(names, ',')) {
      const alias = name.indexOf('as');
      const imported = (alias < 0 ? name : name.slice(0, alias)).join('');
      if (imported === '') continue;
      const local = alias < 0 ? imported : (name[alias + 1] ?? imported);
      const known = module === undefined ? { module: imported } : { module, name: imported };
      const bare = module === undefined && alias < 0;
      this.#imports.push({
        ...known,
        ...(!(bare && imported.includes('.')) && { local }),
        ...(this.#optional && { optional: true as const }),
        line,
      });
      if (module !== undefined) this.#names.import(local, join(module, imported));
      else if (alias < 0)
        this.#names.import(imported.split('.')[0] ?? imported, imported.split('.')[0] ?? imported);
      else this.#names.import(local, imported);
    }
  }

  #decorated(node: SyntaxNode): void {
    const nodes = children(node);
    const decorators = nodes
      .filter((child) => child.name === 'Decorator')
      .map((child) => this.#decorator(child));
    for (const child of nodes) {
      if (child.name === 'FunctionDefinition') this.#function(child, decorators);
      if (child.name === 'ClassDefinition') this.#class(child, decorators);
    }
  }

  #decorator(node: SyntaxNode): Call {
    const parts = children(node);
    const list = parts.find((part) => part.name === 'ArgList');
    const dotted = parts.filter((part) => part.name === 'VariableName' || part.name === 'PropertyName');
    const [first = '', ...rest] = dotted.map((part) => this.#source(part));
    const name = this.#names.member(this.#names.of(first), rest);
    const call = this.#record(name, node, list);
    if (list) this.statements(list);
    return call;
  }

  #function(node: SyntaxNode, decorators: readonly Call[]): void {
    const nodes = children(node);
    const name = nodes.find((child) => child.name === 'VariableName');
    const list = nodes.find((child) => child.name === 'ParamList');
    const returns = nodes.find((child) => child.name === 'TypeDef');
    const parameters = list ? this.#parameters(list) : [];
    this.#define(node, name, {
      kind: 'function',
      decorators,
      bases: [],
      parameters,
      ...(returns && { returns: this.#source(returns).replace(/^->\s*/, '') }),
    });
    this.#inner(name, true, () => {
      for (const { name, type } of parameters) this.#names.assign(name, this.#instanceOf(type));
      for (const child of list ? children(list) : []) if (child.name !== 'VariableName') this.#visit(child);
      if (returns) this.#visit(returns);
      for (const child of nodes) if (child.name === 'Body') this.statements(child);
    });
  }

  #parameters(list: SyntaxNode): Parameter[] {
    const nodes = children(list);
    return nodes.flatMap((node, index) => {
      if (node.name !== 'VariableName' || nodes[index - 1]?.name === 'AssignOp') return [];
      const end = nodes.findIndex((next, at) => at > index && next.name === ',');
      const own = nodes.slice(index + 1, end < 0 ? -1 : end);
      const type = own.find((next) => next.name === 'TypeDef');
      const value = own[0]?.name === 'AssignOp' || own[1]?.name === 'AssignOp' ? own.at(-1) : undefined;
      return [
        {
          name: this.#source(node),
          ...(type && { type: this.#source(type).replace(/^:\s*/, '') }),
          ...(value && { default: this.#literal(value) }),
        },
      ];
    });
  }

  /** What holds an instance of an imported type by its annotation: `Client`, `Client | None`, `Optional[Client]`. */
  #instanceOf(annotation: string | undefined): Name | undefined {
    const type = /^(?:(?:\w+\.)?Optional\[)?["']?([\w.]+)["']?(?:\]|\s*\|\s*None)?$/.exec(
      annotation ?? '',
    )?.[1];
    const name = type ? this.#names.dotted(type) : undefined;
    return name?.imported ? { ...name, text: `${name.text}()` } : undefined;
  }

  #class(node: SyntaxNode, decorators: readonly Call[]): void {
    const nodes = children(node);
    const name = nodes.find((child) => child.name === 'VariableName');
    const list = nodes.find((child) => child.name === 'ArgList');
    const bases = (list ? children(list) : []).flatMap((child, index, all) =>
      all[index - 1]?.name === 'AssignOp' ? [] : (this.#name(child)?.text ?? []),
    );
    this.#define(node, name, { kind: 'class', decorators, bases, parameters: [] });
    if (list) this.statements(list);
    this.#inner(name, false, () => {
      for (const child of nodes) if (child.name === 'Body') this.statements(child);
    });
  }

  #define(
    node: SyntaxNode,
    name: SyntaxNode | undefined,
    rest: Pick<Definition, 'kind' | 'decorators' | 'bases' | 'parameters' | 'returns'>,
  ): void {
    const path = [...this.#path, name ? this.#source(name) : ''];
    const body = node.getChild('Body');
    const first = body && children(body).find((child) => child.name !== ':');
    this.#definitions.push({
      name: path.join('.'),
      line: this.#line(node.from),
      public: !this.#inFunction && path.every((part) => !part.startsWith('_')),
      documented:
        first?.name === 'ExpressionStatement' &&
        first.firstChild?.name === 'String' &&
        /[\p{L}\p{N}]/u.test(this.#literal(first.firstChild)),
      ...rest,
    });
  }

  /** Reads what stands in a function or class, whose names are not seen outside. */
  #inner(name: SyntaxNode | undefined, isFunction: boolean, read: () => void): void {
    const outer = { names: this.#names, inFunction: this.#inFunction };
    // The attributes of `self` are known in all methods of a class.
    this.#names = new Names(this.#names);
    this.#inFunction ||= isFunction;
    this.#path.push(name ? this.#source(name) : '');
    read();
    this.#path.pop();
    this.#names = outer.names;
    this.#inFunction = outer.inFunction;
  }

  #assign(node: SyntaxNode): void {
    const nodes = children(node);
    const value = nodes.at(-1);
    const targets = nodes.filter((_, index) =>
      ['AssignOp', 'TypeDef'].includes(nodes[index + 1]?.name ?? ''),
    );
    for (const child of nodes) {
      if (child.name === 'MemberExpression' && targets.includes(child)) this.#member(child, true);
      else if (child.name !== 'VariableName' || child === value) this.#visit(child);
    }
    if (!value || targets.length === 0 || nodes.some((child) => child.name === ',')) return;
    const held = value.name === 'TypeDef' ? undefined : this.#name(value);
    const literals = this.#literals(value);
    for (const target of targets) {
      const name = this.#source(target);
      if (value.name === 'DictionaryExpression' && /^[\w.]+$/.test(name))
        this.#dictionaries.push({ name, line: this.#line(node.from), keys: this.#keys(value) });
      if (target.name !== 'VariableName' && !/^self\.\w+$/.test(name)) continue;
      // `None` stands for what is not there yet, or could not be imported.
      // A class of the file itself is known by its capital.
      const known = held && (held.imported || /^[A-Z]\w*\(\)$/.test(held.text));
      if (value.name !== 'None') this.#names.assign(name, known ? held : undefined);
      if (held?.imported && this.#path.length === 0) this.#instances.push({ name, of: held.text });
      if (literals) this.#assignments.push({ name, line: this.#line(node.from), ...literals });
    }
  }

  #keys(node: SyntaxNode): Dictionary['keys'] {
    const pairs = split(children(node).slice(1, -1), ({ name }) => name === ',');
    return pairs.flatMap(([key, colon, value]) =>
      key?.name === 'String' && colon?.name === ':' && value
        ? [
            {
              name: this.#literal(key),
              value: this.#literal(value).slice(0, 120),
              line: this.#line(key.from),
            },
          ]
        : [],
    );
  }

  #literals(node: SyntaxNode): { values: string[]; list: boolean } | undefined {
    if (['ArrayExpression', 'TupleExpression', 'SetExpression'].includes(node.name)) {
      const items = children(node).filter((child) => child.name === 'String' || child.name === 'Number');
      return items.length > 0
        ? { values: items.slice(0, 200).map((item) => this.#literal(item)), list: true }
        : undefined;
    }
    return ['String', 'Number', 'Boolean'].includes(node.name)
      ? { values: [this.#literal(node)], list: false }
      : undefined;
  }

  /** The content of a plain string without its quotes; the source of anything else. */
  #literal(node: SyntaxNode): string {
    const source = this.#source(node, 300);
    return /^(Format)?String$/.test(node.name)
      ? source.replace(/^[a-zA-Z]*("""|'''|"|')([\s\S]*?)(\1)?$/, '$2')
      : source;
  }

  #with(node: SyntaxNode): void {
    const nodes = children(node);
    nodes.forEach((child, index) => {
      const held = nodes[index - 1]?.name === 'as' && nodes[index - 2];
      if (held && child.name === 'VariableName') this.#names.assign(this.#source(child), this.#name(held));
      else this.#visit(child);
    });
  }

  #if(node: SyntaxNode): void {
    const nodes = children(node);
    const passed: string[] = [];
    let condition: string | undefined;
    let dead = false;
    nodes.forEach((child, index) => {
      const before = nodes[index - 1]?.name;
      if (before === 'if' || before === 'elif') {
        this.#visit(child);
        condition = this.#source(child);
        dead = /(^|\.)TYPE_CHECKING$|^(False|0)$/.test(condition);
        if (/^__name__\s*==/.test(condition)) this.#entry ??= this.#line(node.from);
      } else if (child.name === 'Body') {
        const own = condition === undefined || condition.startsWith('__name__') ? [] : [condition];
        if (!dead) this.#under([...passed.map(opposite), ...own], () => this.statements(child));
        passed.push(...own);
        condition = undefined;
        dead = false;
      }
    });
  }

  /** `a if condition else b` */
  #choice(node: SyntaxNode): void {
    const [then, , condition, , otherwise] = children(node);
    const source = condition ? [this.#source(condition)] : [];
    if (condition) this.#visit(condition);
    if (then) this.#under(source, () => this.#visit(then));
    if (otherwise) this.#under(source.map(opposite), () => this.#visit(otherwise));
  }

  /** `condition and a` does `a` only then. */
  #operands(node: SyntaxNode): void {
    const [left, operator, right] = children(node);
    if (left && operator?.name === 'and' && right) {
      this.#visit(left);
      this.#under([this.#source(left)], () => this.#visit(right));
    } else this.statements(node);
  }

  #under(conditions: readonly string[], read: () => void): void {
    const outer = this.#when;
    this.#when = conditions.reduce<string | undefined>(both, outer);
    read();
    this.#when = outer;
  }

  /** `global a, b`: what is assigned to them is known everywhere. */
  #scope(node: SyntaxNode): void {
    const [keyword, ...names] = children(node);
    if (keyword?.name === 'global')
      for (const name of names) if (name.name === 'VariableName') this.#names.share(this.#source(name));
  }

  #call(node: SyntaxNode): void {
    const [callee, list] = children(node);
    if (!callee) return;
    const name = this.#name(callee);
    const last = (name?.text ?? this.#source(callee)).split('.').at(-1) ?? '';
    if (name?.imported || !dull.has(last) || name?.text.startsWith('dbutils.'))
      this.#record(name ?? { text: `?.${last}`, imported: false }, node, list, true);
    if (callee.name === 'CallExpression') this.#visit(callee);
    else if (callee.name !== 'VariableName')
      for (const child of children(callee)) if (child.name !== 'VariableName') this.#visit(child);
    if (list) this.statements(list);
  }

  #record(name: Name, node: SyntaxNode, list: SyntaxNode | undefined, keep = false): Call {
    const call: Call = {
      name: name.text,
      imported: name.imported,
      line: this.#line(node.from),
      range: this.#range(node.from, node.to),
      arguments: list ? this.#arguments(list) : [],
      ...(this.#path.length > 0 && { within: this.#path.join('.') }),
      ...(this.#when !== undefined && { when: this.#when }),
    };
    if (keep) this.#calls.push(call);
    return call;
  }

  #arguments(list: SyntaxNode): Argument[] {
    return split(children(list).slice(1, -1), (node) => node.name === ',').flatMap((part) => {
      const [first, equals, last] = part;
      if (!first) return [];
      const value = equals?.name === 'AssignOp' && last ? last : first;
      const name = this.#name(value);
      const kind =
        value.name === 'String'
          ? 'string'
          : ['Number', 'Boolean', 'None'].includes(value.name)
            ? 'constant'
            : name
              ? 'name'
              : 'other';
      const text = kind === 'name' && name ? name.text : this.#literal(value).slice(0, 200);
      const listed = this.#literals(value);
      const values = listed?.list && { values: listed.values };
      const range = this.#range(value.from, value.to);
      return [
        { ...(value !== first && { keyword: this.#source(first) }), kind, text, ...values, range } as const,
      ];
    });
  }

  /** @param stored it is given a value, which is no use of what it belongs to */
  #member(node: SyntaxNode, stored = false): void {
    const name = stored ? undefined : this.#name(node);
    if (name?.imported && !name.text.endsWith('[]')) this.#refer(name.text, node);
    const nodes = children(node);
    const [object, bracket, ...keys] = nodes;
    if (object && bracket?.name === '[') {
      const of = this.#name(object)?.text ?? this.#source(object, 60);
      const inner = keys.flatMap((key) => (key.name === 'ArrayExpression' ? children(key) : [key]));
      for (const key of inner) {
        if (key.name === 'String')
          this.#columns.push({ of, name: this.#literal(key), line: this.#line(key.from) });
      }
    }
    for (const child of stored ? nodes.slice(1) : nodes) {
      if (child.name !== 'VariableName' || bracket?.name === '[') this.#visit(child);
    }
  }

  #reference(node: SyntaxNode): void {
    const name = this.#names.of(this.#source(node));
    if (name.imported) this.#refer(name.text, node);
  }

  #refer(name: string, node: SyntaxNode): void {
    if (!this.#references.has(name)) this.#references.set(name, { name, line: this.#line(node.from) });
  }

  #compare(node: SyntaxNode): void {
    const [left, operator, right] = children(node);
    if (operator?.name !== 'CompareOp' || !left || !right) return;
    const statement = enclosing(node);
    const body = statement?.name === 'IfStatement' ? statement.getChild('Body') : null;
    this.#comparisons.push({
      left: this.#source(left, 120),
      operator: this.#source(operator),
      right: this.#source(right, 120),
      line: this.#line(node.from),
      in: statement?.name === 'AssertStatement' ? 'assert' : body && node.to <= body.from ? 'if' : 'other',
      ...(body && node.to <= body.from && { consequence: this.#source(body) }),
      ...(this.#path.length > 0 && { within: this.#path.join('.') }),
    });
  }

  #string(node: SyntaxNode): void {
    if (node.to - node.from > 202 || node.parent?.name === 'ExpressionStatement') return;
    const text = this.#literal(node);
    if (/^[^\s]*[/\\][^\s]*$|^([A-Za-z]:[\\/]|\/(home|Users)\/)[^\n]*$/.test(text))
      this.#paths.push({ text, line: this.#line(node.from), range: this.#range(node.from, node.to) });
  }

  /** The full name of an expression; undefined where it has none. */
  #name(node: SyntaxNode): Name | undefined {
    switch (node.name) {
      case 'VariableName':
        return this.#names.of(this.#source(node));
      case 'MemberExpression': {
        const [object, dot, property] = children(node);
        const whole = this.#source(node);
        if (/^self\.\w+$/.test(whole)) return this.#names.of(whole);
        const of = object ? this.#name(object) : undefined;
        if (dot?.name === '[') return of?.imported ? { ...of, text: `${of.text}[]` } : undefined;
        return of && dot?.name === '.' && property
          ? this.#names.member(of, [this.#source(property)])
          : undefined;
      }
      case 'CallExpression': {
        const of = node.firstChild ? this.#name(node.firstChild) : undefined;
        return of && { ...of, text: `${of.text}()` };
      }
      case 'AwaitExpression':
      case 'ParenthesizedExpression': {
        const inner = children(node).find((child) => !['await', '(', ')'].includes(child.name));
        return inner ? this.#name(inner) : undefined;
      }
      default:
        return undefined;
    }
  }
}

/** Whether a `try` survives a missing module: it catches the error, and neither raises nor leaves. */
function goesOnWithout(parts: readonly { readonly name: string; readonly source: string }[]): boolean {
  const at = parts.findIndex(({ name }) => name === 'except');
  const handler = at < 0 ? [] : parts.slice(at);
  const caught = handler
    .slice(
      1,
      handler.findIndex(({ name }) => name === 'Body'),
    )
    .map(({ source }) => source);
  const bodies = handler.filter(({ name }) => name === 'Body');
  return (
    at >= 0 &&
    (caught.length === 0 || /\b(ImportError|ModuleNotFoundError|Exception)\b/.test(caught.join(' '))) &&
    !bodies.some(({ source }) => /\b(raise|exit|_exit)\b/.test(source))
  );
}

/** The statement that an expression belongs to. */
function enclosing(node: SyntaxNode): SyntaxNode | null {
  let at: SyntaxNode | null = node;
  while (at && !at.name.endsWith('Statement') && at.name !== 'Body') at = at.parent;
  return at;
}

function children(node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling)
    if (child.name !== 'Comment') found.push(child);
  return found;
}

function split<T>(items: readonly T[], separator: T | ((item: T) => boolean)): T[][] {
  const isSeparator = separator instanceof Function ? separator : (item: T) => item === separator;
  const parts: T[][] = [[]];
  for (const item of items) {
    if (isSeparator(item)) parts.push([]);
    else parts.at(-1)?.push(item);
  }
  return parts;
}

/** Two conditions that both have to hold. */
const both = (one: string | undefined, other: string): string =>
  (one === undefined ? grouped(other) : `${one} and ${grouped(other)}`).slice(0, 300);

const grouped = (condition: string) => (/\bor\b|\bif\b/.test(condition) ? `(${condition})` : condition);

const opposite = (condition: string): string =>
  /^not\s+[\w.]+$/.test(condition)
    ? condition.replace(/^not\s+/, '')
    : `not ${/^[\w.]+$/.test(condition) ? condition : `(${condition})`}`;

const join = (module: string, name: string) => (module.endsWith('.') ? module + name : `${module}.${name}`);
