import { titleOf } from '../../guide/titles.ts';
import type { Delivery } from '../../signals/delivery.ts';
import type { Place } from '../../signals/signal.ts';
import { say, type Text } from '../../text.ts';
import { few, passageOn, shown, toldIn } from './ground.ts';
import { type Sight, type StopRule, sight } from './stop.ts';

const does: readonly (readonly [Delivery['what'], Text])[] = [
  ['service', say`deploys the service`],
  ['image', say`publishes an image`],
  ['model', say`publishes a model`],
  ['package', say`publishes a package`],
  ['infrastructure', say`brings the infrastructure up to date`],
  ['training', say`starts a training`],
];

export const release: StopRule = {
  id: 'release',
  title: say`How it is released`,
  practice: 'traceability/continuous-delivery',
  look: (ground) => {
    const { facts, assessment } = ground;
    const delivered = does.flatMap(([what, doing]): Sight[] => {
      const all = facts.delivery.filter((one) => one.what === what);
      const first = all.find(({ automatic }) => automatic) ?? all[0];
      if (!first) return [];
      const by = first.automatic ? say`after a merge, a tag or a release` : say`when somebody starts it`;
      return [sight(say`${first.job.path} ${doing} ${by}.`, first)];
    });
    const synced = facts.gitOps
      .slice(0, 1)
      .map((one) => sight(say`What is merged is taken by itself: ${one.note}.`, one));
    const [served] = assessment.flags.serving;
    const [batch] = assessment.flags.batch;
    const told = toldIn(
      passageOn(
        ground,
        /^((how to|build and|model|continuous|the) )*(deploy(ment|ing)?|serv(e|ing)|releas(e|ing)|publish(ing)?|delivery)\b(?! notes?)|^(モデルの)?(デプロイ|リリース|公開|配信)/i,
      ),
    );
    return {
      sights: [
        ...[...delivered, ...synced].slice(0, 2),
        ...told,
        ...(served ? [sight(say`Predictions are served: ${served.note}.`, served)] : []),
        ...(batch ? [sight(say`Predictions are made in batches: ${batch.note}.`, batch)] : []),
      ],
    };
  },
};

export const kept: StopRule = {
  id: 'kept',
  title: say`Where runs and models are kept`,
  practice: 'traceability/model-artifacts',
  look: ({ subject, facts }) => {
    const runs = subject.tools('experiment-tracking');
    const models = subject.tools('model-registry');
    const [run] = runs;
    const [model] = models;
    const training = new Set(subject.steps.filter(({ step }) => step === 'training').map(({ path }) => path));
    const stored = [...facts.loggedModel, ...facts.savedModel];
    const isModule = ({ path }: Place) => !path.endsWith('.ipynb');
    const saved =
      stored.find((one) => isModule(one) && training.has(one.path)) ?? stored.find(isModule) ?? stored[0];
    return {
      sights: [
        ...(run ? [sight(say`Runs are kept in ${few(runs.map(({ name }) => name))}.`, run)] : []),
        ...(model
          ? [sight(say`Models are registered in ${few(models.map(({ name }) => name))}.`, model)]
          : []),
        ...(saved ? [sight(say`${saved.path}: ${saved.note}.`, saved)] : []),
      ],
    };
  },
};

const watching = [
  'monitoring/api',
  'monitoring/batch-delivery',
  'monitoring/data-drift',
  'monitoring/kpi-feedback',
  'monitoring/outliers',
  'monitoring/infrastructure-health',
  'experimentation/prediction-logging',
];

export const watched: StopRule = {
  id: 'watched',
  title: say`What watches production`,
  practice: 'monitoring/api',
  look: (ground) => {
    const { assessment, language } = ground;
    const { serving, batch } = assessment.flags;
    if (serving.length === 0 && batch.length === 0)
      return {
        sights: [
          {
            text: say`Nothing was found that serves predictions or makes them in batches, so there is nothing to watch yet.`,
          },
        ],
      };
    return {
      sights: shown(ground, ...watching).flatMap(({ practice, found }): Sight[] => {
        const [first] = found?.evidence ?? [];
        if (!first) return [];
        const title = titleOf(practice.id, language);
        return [
          sight(
            found?.verdict === 'partial' && found.lacking
              ? say`${title}, in part: ${first.note}; lacking: ${found.lacking}.`
              : say`${title}: ${first.note}.`,
            first,
          ),
        ];
      }),
    };
  },
};
