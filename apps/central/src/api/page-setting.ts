/** What the server wrote into the page's head; undefined where it left the placeholder, or has nothing to say. */
export const pageSetting = (name: string): string | undefined => {
  const value = document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content;
  return value === undefined || value === '' || value.startsWith('__') ? undefined : value;
};
