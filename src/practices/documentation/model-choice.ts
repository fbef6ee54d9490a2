import { passage } from '../../signals/passage.ts';
import { about, topic } from '../../signals/topic.ts';
import { say } from '../../text.ts';
import { met, partial, practice, unmet } from '../practice.ts';

const model =
  /\b(random forests?|xgboost|lightgbm|catboost|(logistic|linear|ridge|lasso) regression|decision trees?|gradient boost\w*|svms?|support vector|naive bayes|k-?means|knn|lstms?|grus?|cnns?|rnns?|transformers?|bert|roberta|distilbert|gpt-?\d?|llama|mistral|resnet\w*|vgg\w*|efficientnet|yolo\w*|u-?net|vit|clip|t5|prophet|arima|autoencoders?|neural networks?|embeddings?|word2vec|whisper|diffusion|gan)\b|決定木|線形回帰|ランダムフォレスト|ニューラルネット/gi;
const weighed =
  /baseline|outperform|better|worse|compar|versus|\bvs\.?\b|trade-?off|alternative|chose|chosen|because|accuracy|\bf1\b|\bauc\b|rmse|\bmae\b|\bmap\b|loss|score|比較|選択|採用|理由|精度|上回/i;

export default practice({
  id: 'documentation/model-choice',
  number: 6,
  mode: 'auto',
  applies: ['ml'],
  signals: { topic, passage },
  judge: ({ topic, passage }) => {
    const compared = about(topic, 'comparison').filled.filter(({ passage: { text, tables } }) => {
      const models = new Set((text.match(model) ?? []).map((name) => name.toLowerCase()));
      const measured = /\d+(\.\d+)?\s*%|\b\d?\.\d{2,}|\b\d+\.\d\b/.test(text);
      return weighed.test(text) && ((tables.some(({ rows }) => rows >= 2) && measured) || models.size >= 2);
    });
    const adr = passage
      .filter(
        ({ path, filled, text }) =>
          filled && /(^|\/)(adrs?|decisions?)\//i.test(path) && text.match(model) && weighed.test(text),
      )
      .map((one) => ({ ...one, note: say`records the decision for a model` }));
    const named = passage
      .filter(({ text, notebook, filled }) => filled && !notebook && new RegExp(model.source, 'i').test(text))
      .map((one) => ({
        ...one,
        note: say`names ${new RegExp(model.source, 'i').exec(one.text)?.[0] ?? ''}`,
      }));
    return (
      met([...adr, ...compared]) ??
      partial(say`what it was compared with, and why it was chosen`, named.slice(0, 3)) ??
      unmet()
    );
  },
  scaffolds: [],
});
