import { namesIn } from '@tollgate/report-tables';
import { useMessages } from 'use-intl';
import type { Messages } from '../i18n/app-config.js';
import { useLanguage } from '../i18n/language-provider.js';

/** The names of the codes in reports, in the person's language, as files have them. */
export const useNames = () => {
  const { tag } = useLanguage();
  return namesIn(useMessages() as Messages, tag);
};
