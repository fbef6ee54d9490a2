import type { Assessment, PracticeResult } from '../assessment/assess.ts';
import {
  bySection,
  type Coverage,
  lenses,
  pipelineMap,
  resultsOf,
  type Topic,
  tallyOf,
  toolLimits,
} from '../assessment/lenses.ts';
import { type Dimension, dimensionNames, type Level, levelNames } from '../assessment/level.ts';
import { escapeHtml } from '../guide/markdown.ts';
import { statementOf, titleOf } from '../guide/titles.ts';
import { say } from '../text.ts';
import {
  button,
  details,
  figure,
  type Html,
  list,
  pageLink,
  placeLink,
  section,
  table,
  type Writing,
  webLink,
} from './html.ts';
import { ladder } from './pictures/ladder.ts';
import { pipelineCircle, stateNames } from './pictures/pipelines.ts';
import { verdictBars } from './pictures/verdicts.ts';
import { effortNames, verdictNames } from './text.ts';

/** A folder of the workspace that has an overview of its own. */
export interface Folder {
  readonly name: string;
  readonly uri: string;
  /** Whether it is the one that the page is on. */
  readonly shown: boolean;
}

export interface OverviewPage extends Writing {
  /** Of the folder. */
  readonly name: string;
  readonly folders?: readonly Folder[];
  readonly assessment: Assessment;
  /** Whether files may be created now. */
  readonly fixable: boolean;
  /** The section on the history, where there is one. */
  readonly history?: Html;
}

/** The overview of a repository as HTML without its frame. Every picture has a table or a list behind it. */
export function overviewPage({
  name,
  folders = [],
  assessment,
  fixable,
  history = '',
  ...writing
}: OverviewPage): Html {
  const { t } = writing;
  const { overall } = assessment.level;
  const crumbs = `<p class="crumbs">${['MLOps Practice Guide', ...folderLinks(folders)].join(' · ')}</p>`;
  if (overall === null)
    return `<header>${crumbs}<h1>${escapeHtml(name)}</h1><p class="statement">${escapeHtml(t(say`No machine learning was found in this folder, so no practice applies.`))}</p></header>${furtherPages(writing)}`;
  return [
    `<header>${crumbs}<h1>${escapeHtml(t(say`${name}: level ${overall}, ${titleOf(`levels/${overall}`, writing.language)}`))}</h1>`,
    `<p class="statement">${escapeHtml(statementOf(`levels/${overall}`, writing.language))}</p></header>`,
    fixFirst(assessment, fixable, writing),
    maturity(assessment, writing),
    sectionBars(assessment, writing),
    pipelines(pipelineMap(assessment), writing),
    principles(assessment, writing),
    history,
    unseen(assessment, writing),
    furtherPages(writing),
  ].join('\n');
}

/** Leads from the overview of one folder to those of the others. */
const folderLinks = (folders: readonly Folder[]): Html[] =>
  folders.length < 2
    ? []
    : folders.map(({ name, uri, shown }) =>
        shown
          ? `<span aria-current="page">${escapeHtml(name)}</span>`
          : pageLink('overview', name, undefined, uri),
      );

function fixFirst({ level }: Assessment, fixable: boolean, { t, language }: Writing): Html {
  const steps = level.next.map(({ practice, title, effort, scaffolds, levelAfter }) => {
    const label = title ? t(title) : titleOf(practice ?? '', language);
    const fix =
      fixable && practice && scaffolds.length > 0 ? button('fix', t(say`Scaffold`), { id: practice }) : '';
    const after = t(say`effort: ${effortNames[effort]}; then level ${levelAfter}`);
    return `<span class="step">${practice ? pageLink(practice, label) : escapeHtml(label)} <span class="by">${escapeHtml(after)}</span> ${fix}</span>`;
  });
  const none = `<p>${escapeHtml(t(say`Nothing stands between this repository and a higher level.`))}</p>`;
  return section(t(say`Fix first`), steps.length > 0 ? list(steps, 'ol') : none);
}

function maturity({ level, flags }: Assessment, { t, language }: Writing): Html {
  const levels: readonly Level[] = [0, 1, 2, 3, 4];
  const sentences = levels.map((one) => {
    const id = `levels/${one}`;
    const here =
      one === level.overall ? ` <strong class="here">${escapeHtml(t(say`you are here`))}</strong>` : '';
    return `<span class="level">${one}</span> ${pageLink(id, titleOf(id, language))}${here}<br>${escapeHtml(statementOf(id, language))}`;
  });
  const rows = Object.entries({ overall: t(say`Overall`), ...dimensionNames }).map(([key, name]) => {
    const reached = key === 'overall' ? level.overall : level.dimensions[key as Dimension];
    return [
      escapeHtml(typeof name === 'string' ? name : t(name)),
      `${reached} · ${escapeHtml(t(levelNames[reached ?? 0]))}`,
    ];
  });
  const caption = t(say`Levels reached`);
  const operated =
    flags.serving.length > 0
      ? say`It serves predictions, and a system in operation needs level 2 at least.`
      : say`It runs batches, and a system in operation needs level 2 at least.`;
  return section(
    t(say`Maturity level`),
    level.belowOperation ? `<p class="doubt" role="note">${escapeHtml(t(operated))}</p>` : '',
    figure(
      caption,
      ladder(level, t),
      details(escapeHtml(t(say`As a table`)), table(caption, [t(say`Dimension`), t(say`Level`)], rows)),
    ),
    `<ul class="levels">${sentences.map((one) => `<li>${one}</li>`).join('')}</ul>`,
    `<p class="by">${escapeHtml(t(say`This is the level that files show. Microsoft's model also judges people and culture, which no scan can see.`))}</p>`,
  );
}

const verdicts = ['met', 'partial', 'unmet', 'unanswered', 'not-applicable'] as const;

function sectionBars(assessment: Assessment, { t, language }: Writing): Html {
  const groups = bySection(assessment);
  const caption = t(say`Practices by section and verdict`);
  const rows = groups.map(({ section: { title }, results }) => {
    const tally = tallyOf(results);
    return [escapeHtml(t(title)), ...verdicts.map((verdict) => String(tally[verdict]))];
  });
  const head = [t(say`Section`), ...verdicts.map((verdict) => t(verdictNames[verdict]))];
  return section(
    t(say`The seven sections`),
    figure(
      caption,
      verdictBars(assessment, language, t),
      details(escapeHtml(t(say`As a table`)), table(caption, head, rows)),
    ),
    ...groups.map(({ section: { title }, results }) => {
      const { met, 'not-applicable': aside } = tallyOf(results);
      const summary = t(say`${title}: ${met} of ${results.length - aside} met`);
      return details(escapeHtml(summary), practiceList(results, { t, language }));
    }),
  );
}

/** Practices with their verdicts, each linked to its page. */
export const practiceList = (results: readonly PracticeResult[], { t, language }: Writing): Html =>
  `<ul class="practices">${results
    .map(
      ({ practice, verdict }) =>
        `<li class="verdict ${verdict}"><span class="mark" aria-hidden="true"></span>${pageLink(practice.id, titleOf(practice.id, language))} <span class="by">${escapeHtml(t(verdictNames[verdict]))}</span></li>`,
    )
    .join('')}</ul>`;

function pipelines(map: readonly Coverage[], { t, language }: Writing): Html {
  const caption = t(say`Tools found and the pipelines that they cover`);
  const found = [...new Set(map.flatMap(({ tools }) => tools))];
  const rows = found.map(({ tool, strength, evidence }) => [
    `${webLink(tool.link, tool.name)}${strength === 'used' ? '' : ` (${escapeHtml(t(strength === 'imported' ? say`only imported` : say`only declared`))})`}<br>${placeLink(evidence.path, evidence.line)}`,
    ...map.map(({ pipeline }) => (tool.pipelines.includes(pipeline) ? escapeHtml(t(say`yes`)) : '–')),
    toolLimits[tool.id] ? escapeHtml(t(toolLimits[tool.id] ?? say``)) : '',
  ]);
  const head = [t(say`Tool`), ...map.map(({ topic }) => titleOf(topic.id, language)), t(say`Where it stops`)];
  const lines = map.map(
    ({ topic, state, gaps }) =>
      `${pageLink(topic.id, titleOf(topic.id, language))}: ${escapeHtml(t(stateNames[state]))}${gaps.length > 0 ? list(gapsOf(gaps, { t, language })) : ''}`,
  );
  return section(
    t(say`The four pipelines`),
    figure(
      caption,
      pipelineCircle(map, language, t),
      found.length > 0
        ? details(
            escapeHtml(t(say`As a table`)),
            `<div class="wide" tabindex="0" role="group" aria-label="${escapeHtml(caption)}">${table(caption, head, rows)}</div>`,
          )
        : '',
    ),
    list(lines),
  );
}

/** What is missing of a pipeline, linked where a practice says it. */
export const gapsOf = (gaps: Coverage['gaps'], { t, language }: Writing): Html[] =>
  gaps.map((gap) =>
    'text' in gap
      ? escapeHtml(t(gap.text))
      : `${pageLink(gap.practice.practice.id, titleOf(gap.practice.practice.id, language))} <span class="by">${escapeHtml(t(verdictNames[gap.practice.verdict]))}</span>`,
  );

function principles(assessment: Assessment, { t, language }: Writing): Html {
  const lines = lenses.principles.map((topic) => {
    const results = resultsOf(assessment, topic);
    const { met, 'not-applicable': aside } = tallyOf(results);
    const said = t(say`${met} of ${results.length - aside} met`);
    return `${pageLink(topic.id, titleOf(topic.id, language))} <span class="by">${escapeHtml(said)}</span>`;
  });
  return section(t(say`The seven principles`), list(lines));
}

const unreadLimit = 30;

function unseen({ results, unread }: Assessment, writing: Writing): Html {
  const { t } = writing;
  const open = results.filter(({ verdict }) => verdict === 'unanswered');
  const files = unread
    .slice(0, unreadLimit)
    .map(({ path, reason }) => `<code>${escapeHtml(path)}</code> ${escapeHtml(t(reason))}`);
  const more =
    unread.length > unreadLimit ? [escapeHtml(t(say`and ${unread.length - unreadLimit} more`))] : [];
  return section(
    t(say`What the scan cannot see`),
    `<p>${escapeHtml(t(say`Whether people work as the files suggest, what other repositories and platforms hold, and what runs now. Practices that only people can answer wait for an answer:`))}</p>`,
    open.length > 0 ? practiceList(open, writing) : `<p>${escapeHtml(t(say`All of them are answered.`))}</p>`,
    unread.length > 0
      ? details(escapeHtml(t(say`Files not read: ${unread.length}`)), list([...files, ...more]))
      : '',
  );
}

/** The pages that hold for every repository. */
export function furtherPages({ t, language }: Writing): Html {
  const links = (topics: readonly Topic[]) =>
    topics.map(({ id }) => pageLink(id, titleOf(id, language))).join(' · ');
  return section(
    t(say`Read on`),
    list([
      `${escapeHtml(t(say`Capabilities`))}: ${links(lenses.capabilities)}`,
      `${escapeHtml(t(say`Parts of a pipeline`))}: ${links(lenses.parts)}`,
      `${escapeHtml(t(say`Deployment strategies`))}: ${links(lenses.strategies)}`,
      pageLink('glossary', t(say`Glossary`)),
    ]),
  );
}
