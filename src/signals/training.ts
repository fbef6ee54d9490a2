/** A name or command that speaks of training; not of constraints, nor of the data that models are trained on. */
export const namedForTraining =
  /(?:(?<![A-Za-z])(?:[Rr]e-?|RE-?)?(?:[Tt]rain|TRAIN)|(?<=[a-z])(?:Re)?Train)(?:ing|er|ed|ING)?(?![a-z])(?![_-](?:test|data|set|df|features|path)|\.(?:csv|parquet))|[Rr]efit|[Ff]ine-?_?[Tt]un|学習/;

/** A name that speaks of scoring, and of no training. */
export const namedForScoring = (text: string): boolean =>
  /scor(e|ing)|infer|predict|serv/i.test(text) && !namedForTraining.test(text);
