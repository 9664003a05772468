import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { request } from '../../api/client.js';
import { useStore } from '../../shell/store-context.js';
import type { Json } from '../document.js';
import type { MailLanguage } from './receipt-document.js';

/** What is shown: the body of previews and test mails. */
export interface Draft {
  readonly settings: Json;
  readonly language: MailLanguage;
  readonly kind: 'receipt' | 'refund';
  readonly order?: string;
}

export interface ShownMail {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

const typingMs = 400;

/** The mail as it would be, a moment after the last key. While a draft makes no sense, the last mail that did stays. */
export const usePreview = (draft: Draft, isAllowed: boolean) => {
  const { path, key } = useStore();
  const [settled] = useDebouncedValue(draft, typingMs);
  return useQuery({
    queryKey: key('receipt-preview', settled),
    queryFn: async ({ signal }) =>
      (await request<ShownMail>(path('/receipt-previews'), { method: 'POST', body: settled, signal })).body,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    retry: false,
    enabled: isAllowed,
  });
};
