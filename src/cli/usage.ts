/** Something that the person at the keyboard can mend; its message is one line that says how. */
export class UsageError extends Error {}

export const usage = `Usage: mlops-guide COMMAND

  scan [DIR] [--format text|json] [--section SECTION]
      Judge the sixty practices of a repository and its maturity level.
  explain ID
      Explain a practice.
  scaffold ID [--dir DIR] [--set KEY=VALUE …] [--write]
      Print what a scaffold would create; with --write, create it.
  answer ID VERDICT --note NOTE [--dir DIR] [--by NAME] [--link URL] [--review-by DATE]
      Record in .mlops-guide.yaml what files cannot show.

  --lang en|ja   the language of what is printed
  --help, --version

Exit codes: 0 done, 2 wrong usage or input that cannot be read.
`;
