import { module } from '../signals/code/module.ts';
import { opensToAllSites } from '../signals/permissiveDefault.ts';
import { say } from '../text.ts';
import { hint } from './hint.ts';
import { isOwnCode } from './place.ts';

/** https://owasp.org/www-project-web-security-testing-guide/ (WSTG-CLNT-07) */
export default hint({
  id: 'open-cors',
  practice: 'code-quality/api-security',
  title: say`CORS open to every site, with credentials`,
  signals: { module },
  *find({ module }) {
    for (const file of module.filter(isOwnCode))
      for (const call of file.calls)
        if (opensToAllSites(call, file)) {
          const note = say`Every site may call this API with the credentials of its visitors. Name the origins that may.`;
          yield { path: file.path, range: call.range, note };
        }
  },
});
