import { say } from '../text.ts';

/** What `--help` prints. */
export const usage = say`Usage: mlops-guide COMMAND

  scan [DIR] [--format text|json] [--section SECTION]
      Judge the sixty practices of a repository and its maturity level.
  explain ID
      Explain a practice.
  scaffold ID … | --all-missing [--dir DIR] [--set KEY=VALUE …] [--write]
      Print what scaffolds would create or add, and what that turns; with --write, do it, all or nothing.
      --all-missing takes every scaffold that helps a practice which is not met.
  scaffold --list [--json]
      List the scaffolds.
  scaffold --check
      Print what has changed in the templates since files were generated from them.
  answer ID VERDICT --note NOTE [--dir DIR] [--by NAME] [--link URL] [--review-by DATE]
      Record in .mlops-guide.yaml what files cannot show.
  tour [DIR] [--format text|markdown|codetour] [--write]
      Show newcomers around; with --write, in ONBOARDING.md and .tours/mlops.tour, or in the one of the format.

  --templates DIR   the team's own templates, for scaffold
  --lang en|ja   the language of what is printed; without it, that of the terminal
  --help, --version

Exit codes: 0 done, 2 wrong usage or input that cannot be read.`;
