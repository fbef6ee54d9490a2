import type { Passage } from './passage.ts';

const call = /\bcurl\b|\bPOST\s+\/|\bhttpx?\s+POST|requests\.post|httpx\.post|fetch\(/;
const body = /\{\s*["'][\w-]+["']\s*:/;
const field =
  /^(fields?|names?|parameters?|propert(y|ies)|keys?|フィールド|項目|パラメータ|キー)( ?name|名)?$/i;
const type = /^(data ?)?types?$|^型$/i;

/** Whether a section gives a request and its response: their fields with types, or an example of both. */
export function showsRequestAndResponse({ fences, tables }: Passage): boolean {
  const fields = tables.some(
    ({ header, rows }) =>
      rows.length > 0 && header.some((cell) => field.test(cell)) && header.some((cell) => type.test(cell)),
  );
  const bodies = fences.filter(({ text }) => body.test(text));
  const both = bodies.some(({ text }) => (text.match(/^\s*\{/gm) ?? []).length >= 2 && call.test(text));
  const answers = bodies.filter(({ text }) => !call.test(text));
  return fields || both || (answers.length > 0 && bodies.length >= 2);
}
