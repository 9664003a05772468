import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { request } from '../../api/client.js';
import { useStore } from '../../shell/store-context.js';
import type { Json } from '../document.js';
import type { MailLanguage } from './receipt-document.js';

/** What is shown: the body of previews and test mails. */
export interface Draft {
  readonly settings: Json;
  readonly language: MailLanguage;
  readonly kind: 'receipt' | 'refund' | 'links';
  readonly order?: string;
}

export interface ShownMail {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

export interface Preview {
  readonly mail: ShownMail | undefined;
  readonly error: Error | null;
  readonly retry: () => void;
}

const typingMs = 400;

/** The mail as it would be, a moment after the last key. While a draft makes no sense, the last mail that did stays. */
export const usePreview = (draft: Draft, isAllowed: boolean): Preview => {
  const { path, key } = useStore();
  const [settled] = useDebouncedValue(draft, typingMs);
  const [last, setLast] = useState<ShownMail>();
  const { data, error, refetch } = useQuery({
    queryKey: key('receipt-preview', settled),
    queryFn: async ({ signal }) =>
      (await request<ShownMail>(path('/receipt-previews'), { method: 'POST', body: settled, signal })).body,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    retry: false,
    enabled: isAllowed,
  });
  if (data !== undefined && data !== last) setLast(data);
  return { mail: data ?? last, error, retry: () => void refetch() };
};
