import '@vscode-elements/elements/dist/vscode-button/index.js';

interface Host {
  postMessage(message: unknown): void;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): Host;

interface PageMessage {
  readonly id: string;
  /** An element to begin at. */
  readonly anchor?: string;
  readonly folder?: string;
  readonly language: string;
  readonly html: string;
  /** Whether the keyboard goes to a new page. */
  readonly focus: boolean;
}

const host = acquireVsCodeApi();
const main = document.querySelector('main') as HTMLElement;
let shown = '';
let content = '';

/** Puts a page in place of the last; the same page, after a new scan, keeps its scroll, its focus and what is unfolded. */
window.addEventListener('message', ({ data }: MessageEvent<PageMessage>) => {
  host.setState({ id: data.id, folder: data.folder });
  const page = `${data.folder} ${data.id}`;
  if (page === shown && data.html === content && !data.anchor) return;
  const same = page === shown;
  [shown, content] = [page, data.html];
  const scroll = same ? window.scrollY : 0;
  const focused = same ? focusable().indexOf(document.activeElement as HTMLElement) : -1;
  const unfolded = same ? details().map(({ open }) => open) : [];
  document.documentElement.lang = data.language;
  main.innerHTML = data.html;
  for (const [index, one] of details().entries()) one.open = unfolded[index] ?? one.open;
  window.scrollTo(0, scroll);
  focusable()[focused]?.focus({ preventScroll: true });
  if (!same && data.focus) main.focus({ preventScroll: true });
  const anchor = data.anchor ? document.getElementById(data.anchor) : null;
  anchor?.scrollIntoView();
  anchor?.focus({ preventScroll: true });
});

const details = () => [...main.querySelectorAll('details')];
const focusable = (): HTMLElement[] => [
  ...main.querySelectorAll<HTMLElement>('a, summary, vscode-button, [tabindex]'),
];

document.addEventListener('click', (event) => {
  const target = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-command]') : null;
  if (!target) return;
  event.preventDefault();
  host.postMessage({ ...target.dataset });
});

host.postMessage({ command: 'ready' });
