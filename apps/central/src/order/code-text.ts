import { useTranslations } from 'use-intl';

/** What a code of an event means. One that we have no words for is shown as it is. */
export const useCodeText = (): ((code: string) => string) => {
  const t = useTranslations('code');
  type Key = Parameters<typeof t.has>[0];
  return (code) => (t.has(code as Key) ? t(code as Key) : code.replaceAll('_', ' '));
};
