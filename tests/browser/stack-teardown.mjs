// biome-ignore lint/style/noDefaultExport: Jest takes what it calls from there
export default async () => {
  await globalThis.tollgateBrowserStack?.stop();
};
