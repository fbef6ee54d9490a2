/** A command line as words, without quotes. */
export type Words = readonly string[];

const token = /"((?:[^"\\]|\\.)*)"|'([^']*)'|(&&|\|\||[;|&\n])|([^\s;|&"']+)/g;

/**
 * The simple commands of a shell line, each as words, without what only carries another command (`sudo`, `uv run`,
 * `python -m`, assignments) and without `if`, `then` and the like.
 */
export function simpleCommands(line: string): Words[] {
  const commands: string[][] = [[]];
  let end = 0;
  for (const match of line.matchAll(token)) {
    const [, double, single, separator, bare] = match;
    const glued = match.index === end && match.index > 0 && !/[\s;|&]/.test(line[match.index - 1] ?? ' ');
    end = match.index + match[0].length;
    const current = commands.at(-1) as string[];
    const word = double ?? single ?? bare;
    if (separator !== undefined) commands.push([]);
    else if (word !== undefined && glued && current.length > 0) current[current.length - 1] += word;
    else if (word !== undefined) current.push(word);
  }
  return commands.map(unwrap).filter((words) => words.length > 0);
}

const keywords = new Set([
  'if',
  'then',
  'else',
  'elif',
  'do',
  'while',
  'until',
  '!',
  '{',
  '(',
  'time',
  'sudo',
  'exec',
  'nohup',
  'command',
  'env',
  'export',
  'xvfb-run',
  'call',
  '-',
]);

/** Programs that run another, and how many of their own words stand before it. */
const carriers: readonly (readonly [RegExp, RegExp])[] = [
  [/^(uv|poetry|pdm|pipenv|rye|dotenv|aws-vault|op|doppler)$/, /^(run|exec)$/],
  [/^(conda|mamba|micromamba)$/, /^run$/],
  [/^(uvx|npx|pipx|bunx|pnpx)$/, /^/],
];

function unwrap(words: readonly string[]): string[] {
  let rest = [...words];
  for (let before = -1; before !== rest.length; ) {
    before = rest.length;
    while (rest[0] !== undefined && (keywords.has(rest[0]) || /^\w+=/.test(rest[0]))) rest.shift();
    const [program = '', verb = ''] = rest;
    const carrier = carriers.find(([name, run]) => name.test(program) && run.test(verb));
    if (carrier) {
      rest = rest.slice(/x$/.test(program) && !(program === 'pipx' && verb === 'run') ? 1 : 2);
      // Options of the carrier, with their values.
      while (rest[0]?.startsWith('-') && rest[0] !== '--') {
        const takesValue =
          /^(-n|-p|--name|--prefix|--with|--python|--extra|--group|--env-file|--project|--directory|--package|--only-group|--from|-e|--index-url)$/.test(
            rest[0],
          );
        rest.splice(0, takesValue ? 2 : 1);
      }
      if (rest[0] === '--') rest.shift();
    } else if (/^python[\d.]*$|^py$|^\$?\{?PYTHON\}?$/i.test(program) && verb === '-m') rest = rest.slice(2);
    else if (program === 'coverage' && verb === 'run')
      rest = rest.slice(rest.indexOf('-m') > 0 ? rest.indexOf('-m') + 1 : 2);
    else if (/^(ba|z)?sh$/.test(program) && /^-\w*c$/.test(verb) && rest[2])
      return simpleCommands(rest[2])[0] as string[];
    else if (/^(docker|podman)$/.test(program) && /^(compose|run|exec)$/.test(verb)) {
      const at = rest.findIndex((word) => /^(pytest|python[\d.]*|tox|nox|make|dvc)$/.test(word));
      if (at > 0) rest = rest.slice(at);
    }
  }
  return rest;
}
