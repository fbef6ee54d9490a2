import { fromFiles, type Place } from './signal.ts';

/** A machine-readable definition of an API. */
export interface ApiDefinition extends Place {
  readonly format: 'OpenAPI' | 'AsyncAPI' | 'Protocol Buffers';
}

export const apiDefinition = fromFiles<ApiDefinition>({
  reads: ['**/*.{yml,yaml,json,proto}'],
  mentions: /^\s*["']?(openapi|swagger|asyncapi)["']?\s*:|^\s*service\s+\w+\s*\{/m,
  *parse({ path, text, yaml, json }) {
    if (path.endsWith('.proto')) {
      const at = text.split('\n').findIndex((line) => /^\s*service\s+\w+/.test(line));
      if (at >= 0) yield { format: 'Protocol Buffers', path, line: at + 1 };
      return;
    }
    const source = path.endsWith('.json') ? json() : yaml()[0];
    const format = source?.get('asyncapi')
      ? 'AsyncAPI'
      : source?.get('openapi') || source?.get('swagger')
        ? 'OpenAPI'
        : undefined;
    if (format && source && (source.get('paths') || source.get('channels'))) yield { format, path, line: 1 };
  },
});
