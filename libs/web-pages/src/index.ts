export { attribute, type Content, escapeHtml, Html, html } from './html.js';
export { preferredLanguage } from './preferred-language.js';
export { showBytes, showSize } from './show-size.js';
