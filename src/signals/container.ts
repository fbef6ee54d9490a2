import { DockerfileParser } from 'dockerfile-ast';
import type { Located } from '../formats/located.ts';
import { type Command, joinContinued } from './ci/workflow.ts';
import { fromFiles, type Place } from './signal.ts';

export interface Image extends Place {
  /** As written, with the defaults of build arguments filled in. */
  readonly reference: string;
  /** To a version by a tag other than `latest`, or to its content by a digest. */
  readonly pinned: boolean;
}

/** A Dockerfile or Containerfile. */
export interface Container extends Place {
  /** What its stages start from, without those that start from another stage. */
  readonly bases: readonly Image[];
  /** RUN, CMD and ENTRYPOINT lines. */
  readonly commands: readonly Command[];
  readonly user?: string;
  readonly healthcheck?: Place;
  /** Sources of COPY and ADD. */
  readonly copies: readonly string[];
}

export const pinnedImage = (reference: string): boolean => {
  if (/@sha256:[0-9a-f]{12,}/.test(reference)) return true;
  const tag = /:([^/:]+)$/.exec(reference)?.[1];
  // `python:3` moves from one version to the next, `debian:12` only to what mends it.
  return tag !== undefined && !/^latest\b/.test(tag) && /\d+[._-]\d|\d{2,}/.test(tag);
};

export const container = fromFiles<Container>({
  reads: [
    '**/{Dockerfile,Containerfile}',
    '**/{Dockerfile,Containerfile}.*',
    '**/*.{Dockerfile,dockerfile,Containerfile}',
  ],
  *parse({ path, text }) {
    const file = DockerfileParser.parse(text);
    const instructions = file.getInstructions();
    if (!instructions.some((instruction) => instruction.getKeyword() === 'FROM')) return;
    const lineOf = (instruction: (typeof instructions)[number]) => instruction.getRange().start.line + 1;
    const defaults = new Map(
      file.getARGs().flatMap((argument) => {
        const property = argument.getProperty();
        return property ? [[property.getName(), property.getValue() ?? ''] as const] : [];
      }),
    );
    const filled = (reference: string) =>
      reference.replace(
        /\$\{?(\w+)(?::-([^}]*))?\}?/g,
        (_, name, fallback) => defaults.get(name) || fallback || '',
      );
    const stages = new Set(file.getFROMs().flatMap((from) => from.getBuildStage() ?? []));
    const bases = file.getFROMs().flatMap((from) => {
      const reference = filled(from.getImage() ?? '');
      const start = { reference, pinned: pinnedImage(reference), path, line: lineOf(from) };
      return reference === '' || reference === 'scratch' || stages.has(reference) ? [] : [start];
    });
    const of = (...keywords: string[]) =>
      instructions.filter((one) => keywords.includes(one.getKeyword() ?? ''));
    const user = of('USER').at(-1)?.getArgumentsContent();
    const health = of('HEALTHCHECK').at(-1);
    yield {
      path,
      line: 1,
      bases,
      commands: of('RUN', 'CMD', 'ENTRYPOINT').flatMap((one) =>
        commandLines(one.getRawArgumentsContent() ?? '', lineOf(one), path),
      ),
      copies: of('COPY', 'ADD').flatMap((one) => one.getArguments().map((argument) => argument.getValue())),
      ...(user && { user }),
      ...(health &&
        health.getArgumentsContent() !== 'NONE' && { healthcheck: { path, line: lineOf(health) } }),
    };
  },
});

function commandLines(text: string, line: number, path: string): Command[] {
  const list = /^\s*\[([\s\S]*)\]\s*$/.exec(text);
  if (list)
    return [
      {
        text: [...(list[1] ?? '').matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, word]) => word).join(' '),
        line,
        path,
      },
    ];
  const lines = text.split('\n').map((one, index) => ({ text: one.trim(), line: line + index, path }));
  return joinContinued(lines.filter((one) => one.text !== '' && !one.text.startsWith('#'))).map((one) => ({
    ...one,
    text: one.text.replace(/^(--\w+=\S+\s+)+/, ''),
  }));
}

/** A service of a compose file. */
export interface ComposeService extends Place {
  readonly name: string;
  readonly image?: string;
  readonly command?: string;
  readonly source: Located;
}

export const composeService = fromFiles<ComposeService>({
  reads: ['**/*compose*.{yml,yaml}'],
  mentions: /^\s*services:/m,
  *parse({ path, yaml }) {
    for (const document of yaml()) {
      for (const [name, source] of document.get('services')?.entries ?? []) {
        const image = source.get('image')?.text;
        const command = source.get('command')?.texts.join(' ');
        yield {
          path,
          line: source.line,
          name,
          source,
          ...(image !== undefined && { image }),
          ...(command && { command }),
        };
      }
    }
  },
});

/** The image of a dev container. https://containers.dev/implementors/json_reference/ */
export const devContainerImage = fromFiles<Image>({
  reads: ['**/.devcontainer.json', '**/.devcontainer/**/devcontainer.json'],
  *parse({ path, json }) {
    const image = json().get('image');
    if (image?.text) yield { reference: image.text, pinned: pinnedImage(image.text), path, line: image.line };
  },
});
