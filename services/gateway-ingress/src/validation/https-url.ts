/** An absolute address by https that names nobody: a link in a mail must not lead anywhere in clear, nor show itself as another host's. */
export const isHttpsUrl = (text: string): boolean => {
  // What an address is read as is not what it shows where it has blanks or signs that are no ASCII.
  if (!/^https:\/\/[\x21-\x7e]+$/.test(text)) return false;
  const url = URL.parse(text);
  return url !== null && url.username === '' && url.password === '';
};
