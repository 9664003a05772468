import type { Words } from '@tollgate/report-tables';
import type { Language } from './languages.js';
import type messages from './messages/en.json';

/** English says which texts there are; a key that is not there does not compile. */
declare module 'use-intl' {
  interface AppConfig {
    Locale: Language;
    Messages: Messages;
  }
}

export type Messages = typeof messages & Words;
