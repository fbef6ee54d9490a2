import { apiDefinition } from '../../signals/apiDefinition.ts';
import { endpoint } from '../../signals/code/endpoint.ts';
import { inRole, toolUse } from '../../signals/tool/use.ts';
import { about, topic } from '../../signals/topic.ts';
import { say } from '../../text.ts';
import { met, partial, practice, unmet } from '../practice.ts';

const detailed = /\{[^}]*["']\w+["']\s*:|"\w+"\s*:|curl|parameter|field|type|パラメータ/i;

export default practice({
  id: 'documentation/api',
  number: 7,
  mode: 'auto',
  applies: ['serving'],
  signals: { apiDefinition, endpoint, topic, toolUse },
  judge: ({ apiDefinition, endpoint, topic, toolUse }) => {
    const defined = apiDefinition.map((one) => ({ ...one, note: say`defines the API (${one.format})` }));
    const typed = endpoint
      .filter(({ typed }) => typed)
      .map((one) => ({ ...one, note: say`types ${one.method} ${one.route}` }));
    const prose = about(topic, 'api').filled;
    const documents = prose.filter(
      ({ passage }) => passage.fences.some(({ text }) => detailed.test(text)) || passage.tables.length > 0,
    );
    const untyped = endpoint.map((one) => ({
      ...one,
      note: say`answers ${one.method} ${one.route} without types`,
    }));
    const managed = inRole(toolUse, 'managed-endpoint', 'model-server').used;
    return (
      met([...defined, ...typed, ...documents]) ??
      partial(say`the types of request and response`, prose.length > 0 ? [...prose, ...untyped] : []) ??
      partial(say`a description of request and response; the definition of the endpoint has none`, managed) ??
      unmet()
    );
  },
  scaffolds: [],
});
