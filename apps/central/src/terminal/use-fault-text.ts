import { useTranslations } from 'use-intl';

/** What is wrong with a field, in words. A code of a later release is shown as it is. */
export const useFaultText = (): ((code: string) => string) => {
  const t = useTranslations('fieldFault');
  type Key = Parameters<typeof t.has>[0];
  return (code) => (t.has(code as Key) ? t(code as Key) : code.replaceAll('_', ' '));
};
