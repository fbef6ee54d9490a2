import { fromFiles, type Place } from './signal.ts';

/** A machine-readable definition of an API. */
export interface ApiDefinition extends Place {
  readonly format: 'OpenAPI' | 'AsyncAPI' | 'Protocol Buffers' | 'GraphQL';
}

export const apiDefinition = fromFiles<ApiDefinition>({
  reads: ['**/*.{yml,yaml,json,proto,graphql,graphqls}'],
  mentions:
    /(^|[{,])\s*["']?(openapi|swagger|asyncapi)["']?\s*:|^\s*(service\s+\w+|type\s+(Query|Mutation))\s*\{/m,
  *parse({ path, text, yaml, json }) {
    if (/(^|\/)tests?\//.test(path)) return;
    const starts = (pattern: RegExp) => text.split('\n').findIndex((line) => pattern.test(line)) + 1;
    if (path.endsWith('.proto')) {
      const line = starts(/^\s*service\s+\w+/);
      if (line > 0 && starts(/^\s*rpc\s+\w+/) > 0) yield { format: 'Protocol Buffers', path, line };
      return;
    }
    if (/\.graphqls?$/.test(path)) {
      yield { format: 'GraphQL', path, line: starts(/^\s*type\s+(Query|Mutation)/) };
      return;
    }
    const source = path.endsWith('.json') ? json() : yaml()[0];
    const format = source?.get('asyncapi')
      ? 'AsyncAPI'
      : source?.get('openapi') || source?.get('swagger')
        ? 'OpenAPI'
        : undefined;
    const routes = [source?.get('paths'), source?.get('channels')].flatMap((at) => at?.entries ?? []);
    if (format && routes.length > 0) yield { format, path, line: 1 };
  },
});
