import type { Assessment } from '../assessment/assess.ts';
import {
  findTopic,
  type Lens,
  lenses,
  pipelineMap,
  resultsOf,
  type Topic,
  toolsOf,
} from '../assessment/lenses.ts';
import { factTitles, type Requirement, requirements } from '../assessment/level.ts';
import { findTerms } from '../guide/glossary.ts';
import { escapeHtml, renderMarkdown } from '../guide/markdown.ts';
import type { Page } from '../guide/page.ts';
import { statementOf, titleOf } from '../guide/titles.ts';
import { say, type Text } from '../text.ts';
import { button, type Html, list, pageLink, placeLink, section, type Writing, webLink } from './html.ts';
import { gapsOf, practiceList } from './overview.ts';

const lensNames: Readonly<Record<Lens, Text>> = {
  levels: say`Maturity levels`,
  principles: say`Principles`,
  pipelines: say`Pipelines`,
  parts: say`Parts of a pipeline`,
  strategies: say`Deployment strategies`,
  capabilities: say`Capabilities`,
};

export interface TopicPage extends Writing {
  readonly page: Page;
  readonly assessment: Assessment | undefined;
}

/** The page of a level, a principle, a pipeline or another topic: what the repository shows of it, then the text. */
export function topicPage({ page, assessment, ...writing }: TopicPage): Html {
  const { t, language } = writing;
  const place = findTopic(page.id);
  if (!place) return '';
  const topics: readonly Topic[] = lenses[place.lens];
  const [previous, next] = [topics[place.at - 1], topics[place.at + 1]];
  const terms = findTerms(language);
  return [
    `<header><p class="crumbs">${pageLink('overview', t(say`Overview`))} · ${escapeHtml(t(lensNames[place.lens]))}</p>`,
    `<h1>${escapeHtml(page.title)}</h1><p class="statement">${escapeHtml(statementOf(page.id, language))}</p></header>`,
    assessment && assessment.level.overall !== null ? here(place.topic, assessment, writing) : '',
    ...page.sections.map(({ heading, markdown }) => section(heading, renderMarkdown(markdown, terms))),
    `<nav aria-label="${escapeHtml(t(lensNames[place.lens]))}">`,
    previous
      ? button('explain', `← ${titleOf(previous.id, language)}`, { id: previous.id }, 'secondary')
      : '',
    next ? button('explain', `${titleOf(next.id, language)} →`, { id: next.id }, 'secondary') : '',
    `</nav>`,
  ].join('\n');
}

function here(topic: Topic, assessment: Assessment, writing: Writing): Html {
  const { t } = writing;
  const asked = requirements.filter(({ level }) => topic.id === `levels/${level}`);
  const gaps = pipelineMap(assessment).find((one) => one.topic === topic)?.gaps ?? [];
  const tools = toolsOf(assessment, topic).map(
    ({ tool, evidence }) =>
      `${webLink(tool.link, tool.name)} ${placeLink(evidence.path, evidence.line)} <span class="by">${escapeHtml(t(evidence.note))}</span>`,
  );
  const results = resultsOf(assessment, topic);
  const parts = [
    asked.length > 0 ? list(asked.map((one) => condition(one, assessment, writing))) : '',
    asked.length === 0 && results.length > 0 ? practiceList(results, writing) : '',
    gaps.length > 0 ? `<h3>${escapeHtml(t(say`Gaps`))}</h3>${list(gapsOf(gaps, writing))}` : '',
    tools.length > 0 ? `<h3>${escapeHtml(t(say`Tools found`))}</h3>${list(tools)}` : '',
  ];
  return parts.some(Boolean) ? section(t(say`In this repository`), ...parts) : '';
}

/** One condition of a level, and whether it is reached. */
function condition(requirement: Requirement, { level }: Assessment, { t, language }: Writing): Html {
  const { practices, fact } = requirement;
  const links = practices
    .map((id) => pageLink(id, titleOf(id, language)))
    .join(` ${escapeHtml(t(say`or`))} `);
  const also = fact ? escapeHtml(t(factTitles[fact])) : '';
  const reached = level.missing.includes(requirement) ? say`still missing` : say`reached`;
  return `${[links, also].filter(Boolean).join(' · ')} <span class="by">${escapeHtml(t(reached))}</span>`;
}
