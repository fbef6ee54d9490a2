import { loadedFeatureConfiguration } from '../../signals/featureList.ts';
import { met, practice, unmet } from '../practice.ts';

export default practice({
  id: 'features/configuration',
  number: 53,
  mode: 'auto',
  applies: ['ml'],
  signals: { loadedFeatureConfiguration },
  judge: ({ loadedFeatureConfiguration }) => met(loadedFeatureConfiguration) ?? unmet(),
  scaffolds: ['dvc-pipeline', 'configuration'],
});
