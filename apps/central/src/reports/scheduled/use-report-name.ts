import { reportTitle } from '@tollgate/report-tables';
import { useMessages, useTranslations } from 'use-intl';
import type { Messages } from '../../i18n/app-config.js';
import type { MailedReport } from './schedule.js';

/** What goes out by mail, as its page and its file call it. */
export const useReportName = (): ((report: MailedReport) => string) => {
  const t = useTranslations('reports.schedule');
  const messages = useMessages() as Messages;
  return (report) => (report === 'journal' ? t('journal') : reportTitle(report, messages));
};
