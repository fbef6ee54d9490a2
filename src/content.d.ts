/** The build turns YAML under content/ into the value that it holds. */
declare module '*.yaml' {
  const value: unknown;
  export default value;
}

/** The front matter of the pages of practices and other topics, by id and language; only a practice has an effort. */
declare module 'content:pages' {
  const pages: Readonly<
    Record<
      string,
      Readonly<
        Record<
          string,
          { readonly title: string; readonly statement: string; readonly effort?: 'S' | 'M' | 'L' }
        >
      >
    >
  >;
  export default pages;
}
