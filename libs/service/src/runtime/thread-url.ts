/** Where a thread's program lies, told by its place beside the module that starts it (`import.meta.url`): a thread is plain JavaScript, also where a
 *  test runs the sources. */
export const threadUrl = (moduleUrl: string, place: string): URL =>
  new URL(place, moduleUrl.replace(/^(.*)\/src\/(?!.*\/dist\/)/, '$1/dist/'));
