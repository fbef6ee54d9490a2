import { say } from '../text.ts';
import { document } from './document.ts';

const regression = /Regress(or|ion)$/;
const logistic = /LogisticRegression$/;

export default document({
  id: 'risk-assessment',
  title: say`An assessment of the risk of wrong predictions`,
  file: 'risk-assessment.md',
  present: /(^|\/)[^/]*(risk[-_ ]?(assessment|analysis|register)|impact[-_ ]?assessment)[^/]*\.\w+$/i,
  view: ({ models }, { endpoints }, ground) => {
    const numbers = models.filter(({ name }) => regression.test(name) && !logistic.test(name));
    return {
      numbers: models.length > 0 && numbers.length === models.length,
      serving: endpoints.length > 0,
      runbook: ground.hasMatch(/rollback-runbook\.md$/),
    };
  },
  left: say`Fill in the table and what “to be written” stands for, together with somebody who knows the people whom the predictions are about.`,
});
