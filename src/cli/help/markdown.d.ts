declare module '*.md' {
  const text: string;
  // biome-ignore lint/style/noDefaultExport: so the bundler makes a module of a text file
  export default text;
}
