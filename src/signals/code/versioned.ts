import { say } from '../../text.ts';
import { listed } from '../listing.ts';
import { derived, type Evidence } from '../signal.ts';
import { inRole, toolUse } from '../tool/use.ts';
import { module } from './module.ts';
import { otherStep } from './otherStep.ts';
import { type CodeStep, codeStep } from './step.ts';

/** Steps of machine learning in code that git tracks, outside tests. */
export const versionedStep = derived(
  { codeStep, otherStep, toolUse, listed },
  ({ codeStep, otherStep, toolUse, listed }): CodeStep[] => {
    const tracked = new Set(listed.filter((file) => file.tracked).map(({ path }) => path));
    // Data is also prepared by tools with files of their own: dbt, feature stores.
    const prepared = inRole(toolUse, 'etl', 'feature-definition').used.map(
      ({ path, line, note, notebook, test }) => ({ step: 'data' as const, path, line, note, notebook, test }),
    );
    return [...codeStep, ...otherStep, ...prepared].filter(({ path, test }) => !test && tracked.has(path));
  },
);

const models =
  /^(torch\.nn\.Module|(tensorflow\.)?keras\.(models\.)?Model|(pytorch_)?lightning\.(pytorch\.)?LightningModule|flax\.(linen|nnx)\.Module|equinox\.Module|mlx\.nn\.Module|transformers\.\w*PreTrainedModel|bentoml\.(Runnable|legacy\..*Runnable)|mlflow\.pyfunc\.PythonModel|mlserver\.MLModel|kserve\.Model|cog\.BasePredictor|litserve\.LitAPI|ts\.torch_handler\..*Handler)$/;

/** Classes that are models, in code that git tracks. */
export const versionedModel = derived({ module, listed }, ({ module, listed }): Evidence[] => {
  const tracked = new Set(listed.filter((file) => file.tracked).map(({ path }) => path));
  return module
    .filter(({ path, test, notebook }) => !test && !notebook && tracked.has(path))
    .flatMap(({ path, definitions }) => {
      const model = definitions.find(({ bases }) => bases.some((name) => models.test(name)));
      return model ? [{ path, line: model.line, note: say`defines the model ${model.name}` }] : [];
    });
});
