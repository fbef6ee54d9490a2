import { authentication } from '../../signals/apiSecurity.ts';
import { permissiveDefault } from '../../signals/permissiveDefault.ts';
import { say } from '../../text.ts';
import { met, partial, practice, unmet } from '../practice.ts';

export default practice({
  id: 'code-quality/api-security',
  number: 36,
  mode: 'auto',
  applies: ['serving'],
  signals: { authentication, permissiveDefault },
  judge: ({ authentication, permissiveDefault }) => {
    if (authentication.length === 0) return unmet();
    return (
      partial(say`closed defaults: what is open stands beside the authentication`, permissiveDefault) ??
      met(authentication) ??
      unmet()
    );
  },
  scaffolds: ['serving-api'],
});
