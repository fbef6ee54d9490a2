import { say } from '../text.ts';
import { container } from './container.ts';
import { kubernetes } from './resource.ts';
import { derived, type Evidence } from './signal.ts';

/** Words that are in the names of folders and images of any project. */
const general = /^(src|app|docker|dockerfile|images?|containers?|deploy|build|latest|main|v?\d*)$/;
const wordsOf = (text: string) =>
  text
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== '' && !general.test(word));

/** Versions of an image that is built here, told by the name of its folder, which manifests of Kubernetes run. */
export const ownImage = derived({ container, kubernetes }, ({ container, kubernetes }): Evidence[] => {
  const built = new Set(container.flatMap(({ path }) => wordsOf(path)));
  return kubernetes.flatMap(({ source, path }) =>
    [...(source?.walk() ?? [])].flatMap(([key, { text = '', line }]) => {
      const [, name = '', version = ''] = /([^/:]+):([^/:]*\d[^/:]*)$/.exec(text) ?? [];
      return key === 'image' && text.includes('/') && wordsOf(name).some((word) => built.has(word))
        ? [{ path, line, note: say`runs version ${version} of ${name}` }]
        : [];
    }),
  );
});
