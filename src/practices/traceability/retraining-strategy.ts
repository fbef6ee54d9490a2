import { schedule, trainingPipeline } from '../../signals/schedule.ts';
import { about, topic } from '../../signals/topic.ts';
import { say } from '../../text.ts';
import { met, partial, practice, unmet } from '../practice.ts';

export default practice({
  id: 'traceability/retraining-strategy',
  number: 27,
  mode: 'assisted',
  applies: ['ml'],
  signals: { schedule, trainingPipeline, topic },
  judge: ({ schedule, trainingPipeline, topic }) => {
    const training = schedule.filter((one) => one.training);
    const { filled, unfilled } = about(topic, 'retraining');
    const live = training.filter(({ paused }) => !paused);
    return (
      met([...live, ...filled]) ??
      partial(say`a schedule that runs: it is paused`, training) ??
      partial(say`a schedule or a trigger: somebody has to start the pipeline`, trainingPipeline) ??
      partial(say`text: the section is still that of a template`, unfilled) ??
      unmet()
    );
  },
  scaffolds: ['retraining-schedule', 'retraining-strategy'],
});
