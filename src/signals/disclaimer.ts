import { say } from '../text.ts';
import { passage } from './passage.ts';
import { derived, type Evidence } from './signal.ts';

const disclaims =
  /\b(not|no|never)\b.{0,60}\b(medical|clinical|diagnostic|financial|investment|legal|professional) (advice|use|decisions?|devices?|diagnos\w+)|\b(predictions?|forecasts?|scores?|outputs?|model)\b.{0,80}\b(should|must|may|can) ?(not|never)\b.{0,30}\b(used|relied|trusted)|(医療|診断|投資|法的).{0,12}(助言|アドバイス|目的|判断).{0,12}(ない|ません|ではなく)/iu;
/** Words without which no sentence disclaims: the whole expression is slow on long documents. */
const hint =
  /(medical|clinical|diagnostic|financial|investment|legal|professional) (advice|use|decision|device|diagnos)|(should|must|may|can) ?(not|never)\b|医療|診断|投資|法的/i;

export const sentences = (text: string): readonly string[] => text.split(/[.。\n]+/);

/** Whether a sentence says what predictions are not good for, and no more. */
export const isDisclaimer = (sentence: string): boolean => hint.test(sentence) && disclaims.test(sentence);

/** Sections that hold a disclaimer about predictions. */
export const disclaimer = derived({ passage }, ({ passage }): Evidence[] =>
  passage
    .filter(({ whole, text }) => !whole && hint.test(text) && sentences(text).some(isDisclaimer))
    .map(({ path, line }) => ({ path, line, note: say`has a disclaimer about predictions` })),
);
