import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { get } from '../api/client.js';
import { useStore } from '../shell/store-context.js';
import type { Members } from './member.js';

/** Who asked or decided, within a sentence: by name for who may see the store's people, else by the id. */
export const usePersonName = (): ((id: string | null) => string) => {
  const who = useTranslations('who');
  const t = useTranslations('approvals');
  const { path, key, can, session } = useStore();
  const { data } = useQuery({
    queryKey: key('members'),
    queryFn: ({ signal }) => get<Members>(path('/users'), signal),
    enabled: can('users:read'),
    staleTime: 60_000,
  });
  return (id) => {
    if (id === null) return t('somebody');
    if (id === session.user.id) return t('you');
    const member = data?.data.find((one) => one.id === id);
    return member?.name ?? who(id.startsWith('usr_') ? 'person' : 'key', { id: `${id.slice(0, 8)}…${id.slice(-4)}` });
  };
};
