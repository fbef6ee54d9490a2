// What esbuild has to know of content/: YAML becomes the value that it holds, and the front matter of all pages becomes
// one table, so that nothing of it is parsed while the editor starts.
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import { checkCatalogue } from './catalogue.mjs';

const root = path.join(import.meta.dirname, '..');

/**
 * The front matter of all pages below a folder, by id and language.
 * @param {string} folder
 */
export async function readFrontMatter(folder) {
  /** @type {Record<string, Record<string, unknown>>} */
  const pages = {};
  for (const file of (await readdir(folder, { recursive: true })).sort()) {
    const name = /^(.+)\.(\w+)\.md$/.exec(file.split(path.sep).join('/'));
    if (!name?.[1] || !name[2]) continue;
    const text = await readFile(path.join(folder, file), 'utf8');
    const front = /^---\n([\s\S]*?)\n---\n/.exec(text);
    if (!front?.[1])
      throw new Error(`${file} has no front matter: it starts with a line of three dashes, then YAML.`);
    pages[name[1]] = { ...pages[name[1]], [name[2]]: parse(front[1]) };
  }
  return pages;
}

/** Folders of content/ with pages of other lenses than that of practices; the id of such a page starts with its folder. */
export const topicFolders = ['levels', 'principles', 'pipelines', 'parts', 'strategies', 'capabilities'];

/** The front matter of every page, by id and language. */
async function readAllFrontMatter() {
  const pages = await readFrontMatter(path.join(root, 'content', 'practices'));
  for (const folder of topicFolders)
    for (const [name, front] of Object.entries(await readFrontMatter(path.join(root, 'content', folder))))
      pages[`${folder}/${name}`] = front;
  return pages;
}

/** @type {import('esbuild').Plugin} */
export const contentPlugin = {
  name: 'content',
  setup(build) {
    build.onLoad({ filter: /[\\/]content[\\/]tools\.yaml$/ }, async ({ path: file }) => {
      const schema = file.replace(/yaml$/, 'schema.json');
      const entries = parse(await readFile(file, 'utf8'));
      return {
        loader: 'json',
        contents: JSON.stringify(checkCatalogue(entries, JSON.parse(await readFile(schema, 'utf8')))),
        watchFiles: [file, schema],
      };
    });
    build.onLoad({ filter: /\.yaml$/ }, async ({ path: file }) => {
      const value = parse(await readFile(file, 'utf8'));
      return { loader: 'json', contents: JSON.stringify(value), watchFiles: [file] };
    });
    build.onResolve({ filter: /^content:pages$/ }, (args) => ({ path: args.path, namespace: 'content' }));
    build.onLoad({ filter: /.*/, namespace: 'content' }, async () => {
      const folders = ['practices', ...topicFolders].map((folder) => path.join(root, 'content', folder));
      return { loader: 'json', contents: JSON.stringify(await readAllFrontMatter()), watchDirs: folders };
    });
  },
};
