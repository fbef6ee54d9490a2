import { apiDefinition } from '../../signals/apiDefinition.ts';
import { endpoint, isHealth } from '../../signals/code/endpoint.ts';
import { showsRequestAndResponse } from '../../signals/requestExample.ts';
import { inRole, toolUse } from '../../signals/tool/use.ts';
import { about, topic } from '../../signals/topic.ts';
import { say } from '../../text.ts';
import { met, partial, practice, unmet } from '../practice.ts';

export default practice({
  id: 'documentation/api',
  number: 7,
  mode: 'auto',
  applies: ['serving'],
  signals: { apiDefinition, endpoint, topic, toolUse },
  judge: ({ apiDefinition, endpoint, topic, toolUse }) => {
    const defined = apiDefinition.map((one) => ({ ...one, note: say`defines the API (${one.format})` }));
    const answering = endpoint.filter((one) => !isHealth(one));
    const posts = answering.filter(({ method }) => method !== 'GET');
    const asked = posts.length > 0 ? posts : answering;
    const typed = asked
      .filter(({ typed }) => typed)
      .map((one) => ({ ...one, note: say`types ${one.method} ${one.route}` }));
    const untyped = asked
      .filter(({ typed }) => !typed)
      .map((one) => ({ ...one, note: say`answers ${one.method} ${one.route} without types` }));
    const prose = about(topic, 'api').filled;
    const documents = prose.filter(({ passage }) => showsRequestAndResponse(passage));
    const managed = inRole(toolUse, 'managed-endpoint', 'model-server').used;
    return (
      met([
        ...defined,
        ...inRole(toolUse, 'api-definition').used,
        ...(typed.length >= untyped.length ? typed : []),
        ...documents,
      ]) ??
      partial(say`types of the other endpoints`, typed) ??
      partial(say`the types of request and response`, prose.length > 0 ? [...prose, ...untyped] : []) ??
      partial(say`a description of request and response; the definition of the endpoint has none`, managed) ??
      unmet()
    );
  },
  scaffolds: ['api-document', 'serving-api', 'api-definition'],
});
