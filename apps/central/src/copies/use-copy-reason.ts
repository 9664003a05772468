import { useTranslations } from 'use-intl';

/** Why a copy could not be made, and what to do about it. */
export const useCopyReason = (): ((code: string | null) => string) => {
  const t = useTranslations('copies.reason');
  type Key = Parameters<typeof t.has>[0];
  return (code) => t(code !== null && t.has(code as Key) ? (code as Key) : 'other');
};
