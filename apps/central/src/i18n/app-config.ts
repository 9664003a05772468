import type { Language } from './languages.js';
import type messages from './messages/en.json';
import type settings from './pages/settings/en.json';

/** English says which texts there are; a key that is not there does not compile. */
declare module 'use-intl' {
  interface AppConfig {
    Locale: Language;
    Messages: Messages;
  }
}

/** Those of a page (`pages/`) are there within its `PageTexts` alone. */
export type Messages = typeof messages & typeof settings;
