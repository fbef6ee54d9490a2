import { say } from '../text.ts';
import { pythonScaffold } from './pythonScaffold.ts';

export default pythonScaffold({
  id: 'feedback-collection',
  title: say`KPIs from predictions and their outcomes`,
  module: 'kpi',
  test: 'kpi',
  role: 'outcome-join',
  asks: [],
  packages: ['pandas'],
  view: ({ regression }) => ({ kpi: regression ? 'error' : 'accuracy' }),
  notes: () => [
    say`Return a request_id with each prediction, and let the system that learns the outcome send it back with that id.`,
    say`Run it on a schedule, and put the business KPI that the model is for beside the share of right predictions.`,
  ],
});
