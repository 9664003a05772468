/** A page's license keys, each in a line that is selected by one click. `fit` makes a text fit for HTML. */
export const licenseKeysHtml = (keys: readonly string[], fit: (text: string) => string): string =>
  keys.length === 0 ? '' : `\n<ul class="keys">${keys.map((key) => `<li><code>${fit(key)}</code></li>`).join('')}</ul>`;
