import '@vscode-elements/elements/dist/vscode-button/index.js';

interface Host {
  postMessage(message: unknown): void;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): Host;

const host = acquireVsCodeApi();
const main = document.querySelector('main') as HTMLElement;
let shown = '';

/** Puts a page in place of the last; the same page, after a new scan, keeps its scroll and what is unfolded. */
window.addEventListener(
  'message',
  ({ data }: MessageEvent<{ readonly id: string; readonly html: string }>) => {
    const scroll = data.id === shown ? window.scrollY : 0;
    const unfolded = data.id === shown ? unfoldedHeadings() : [];
    main.innerHTML = data.html;
    for (const one of main.querySelectorAll('vscode-collapsible'))
      one.toggleAttribute('open', unfolded.includes(one.getAttribute('heading') ?? ''));
    window.scrollTo(0, scroll);
    if (data.id !== shown) main.focus({ preventScroll: true });
    shown = data.id;
    host.setState({ id: data.id });
  },
);

const unfoldedHeadings = () =>
  [...main.querySelectorAll('details[open] > summary')].map((one) => one.textContent);

document.addEventListener('click', (event) => {
  const target = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-command]') : null;
  if (!target) return;
  event.preventDefault();
  host.postMessage({ ...target.dataset });
});

host.postMessage({ command: 'ready' });
