import type { Role } from '../signals/tool/catalogue.ts';
import { say } from '../text.ts';
import { document } from './document.ts';
import type { Project } from './project.ts';
import { filesOf, type Subject } from './subject.ts';

/** A box of the diagram. */
interface Part {
  readonly id: string;
  readonly title: string;
  /** Tools and files, a line each. */
  readonly lines: readonly string[];
}

export default document({
  id: 'architecture-document',
  title: say`An architecture document with a diagram of what was found`,
  file: 'architecture.md',
  present: /(^|\/)[^/]*(architecture|system[-_ ]?design|arc42)[^/]*\.(md|rst|adoc)$/i,
  view: (about, found) => {
    const flow = flowOf(about, found);
    const beside = besideOf(about);
    const parts = [...flow, ...beside.map(({ part }) => part)];
    return {
      parts: parts.map(({ id, title, lines }) => ({
        id,
        title,
        lines,
        label: [title, ...lines].join('<br/>'),
      })),
      arrows: [
        ...flow.slice(1).map(({ id }, at) => ({ from: flow[at]?.id, to: id })),
        ...beside.flatMap(({ part, to }) =>
          flow.some(({ id }) => id === to) ? [{ from: part.id, to, dotted: true }] : [],
        ),
      ],
    };
  },
  left: say`The diagram shows what was found in files. Write what each part is for, and add what runs elsewhere.`,
});

const most = 3;
const few = (names: readonly string[]) =>
  names.length > most ? [...names.slice(0, most), `and ${names.length - most} more`] : names;
const quoted = (text: string) => text.replaceAll('"', '').replaceAll('#', '');

/** From data to predictions, only what is there. */
function flowOf(about: Subject, { endpoints }: Project): Part[] {
  const { tools } = about;
  const named = (...roles: Role[]) => tools(...roles).map(({ name }) => name);
  const files = {
    training: filesOf(about, 'training'),
    api: [...new Set(endpoints.map(({ path }) => path))],
  };
  const others = [...files.training, ...files.api, ...filesOf(about, 'evaluation')];
  const data = filesOf(about, 'data').filter((path) => !others.includes(path));
  const scoring = filesOf(about, 'scoring').filter((path) => ![...data, ...others].includes(path));
  const servers = [...files.api, ...named('model-server', 'managed-endpoint')];
  const parts = [
    {
      id: 'sources',
      title: 'Data',
      lines: [...few(about.data.map(({ name }) => name)), ...few(named('data-versioning', 'feature-store'))],
    },
    { id: 'preparation', title: 'Preparation', lines: few(data) },
    { id: 'training', title: 'Training', lines: few(files.training) },
    { id: 'registry', title: 'Model registry', lines: few(named('model-registry')) },
    {
      id: 'serving',
      title: 'Prediction service',
      lines: few(servers),
    },
    { id: 'scoring', title: 'Batch predictions', lines: servers.length > 0 ? [] : few(scoring) },
    {
      id: 'monitoring',
      title: 'Monitoring',
      lines: few([...new Set(named('drift-detection', 'metrics', 'tracing', 'prediction-log', 'alerting'))]),
    },
  ];
  return parts
    .filter(({ lines }) => lines.length > 0)
    .map((part) => ({ ...part, lines: part.lines.map(quoted) }));
}

/** What works on a part of the flow from beside it. */
function besideOf({ tools }: Subject): { readonly part: Part; readonly to: string }[] {
  const part = (id: string, title: string, to: string, ...roles: Role[]) => {
    const lines = few([...new Set(tools(...roles).map(({ name }) => quoted(name)))]);
    return lines.length > 0 ? [{ part: { id, title, lines }, to }] : [];
  };
  return [
    ...part('scheduler', 'Orchestration', 'training', 'orchestration', 'scheduler'),
    ...part('tracking', 'Experiment tracking', 'training', 'experiment-tracking'),
    ...part('dashboard', 'Dashboard', 'monitoring', 'dashboard'),
  ];
}
