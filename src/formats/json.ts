import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { say, UserError } from '../text.ts';
import { lineCounter } from './lines.ts';
import { Located } from './located.ts';

/** Reads JSON, with the comments and trailing commas that configuration files have. Throws where it is neither. */
export function readJson(text: string): Located {
  const lineAt = lineCounter(text);
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: true });
  const [error] = errors;
  if (!tree || error) {
    const line = lineAt(error?.offset ?? 0);
    throw new UserError(
      say`is not valid JSON (line ${line}: ${error ? printParseErrorCode(error.error) : say`it is empty`})`,
    );
  }
  return locate(tree, lineAt);
}

function locate(node: Node, lineAt: (offset: number) => number): Located {
  const children = node.children ?? [];
  if (node.type === 'object') {
    return new Located(lineAt(node.offset), undefined, () => ({
      entries: children.flatMap(({ children: pair }) => {
        const [key, value] = pair ?? [];
        return key && value ? [[String(key.value), locate(value, lineAt)] as const] : [];
      }),
    }));
  }
  if (node.type === 'array') {
    return new Located(lineAt(node.offset), undefined, () => ({
      items: children.map((child) => locate(child, lineAt)),
    }));
  }
  return new Located(lineAt(node.offset), node.value);
}
