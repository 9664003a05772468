import type { TextLoaders } from '../i18n/page-texts.js';

/** What the settings alone say. */
export const settingsTexts: TextLoaders = {
  en: () => import('../i18n/pages/settings/en.json'),
  de: () => import('../i18n/pages/settings/de.json'),
  es: () => import('../i18n/pages/settings/es.json'),
  fr: () => import('../i18n/pages/settings/fr.json'),
  ja: () => import('../i18n/pages/settings/ja.json'),
};
