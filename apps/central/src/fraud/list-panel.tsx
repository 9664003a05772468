import { Button, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconListCheck } from '@tabler/icons-react';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { Link } from 'wouter';
import { get } from '../api/client.js';
import type { List } from '../api/order.js';
import { useCommand } from '../api/use-command.js';
import order from '../order/order.module.css';
import { useStore } from '../shell/store-context.js';
import { ConfirmDialog } from '../ui/confirm-dialog.js';
import { Empty } from '../ui/empty.js';
import { Panel } from '../ui/page.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { Time } from '../ui/time.js';
import { WaitingItems } from '../ui/waiting-items.js';
import { AddEntryButton } from './add-entry-button.js';
import type { ListEntry, ListName } from './list-entry.js';

const pageSize = 50;

/** A list with its entries in force, newest first. */
export const ListPanel = ({ list }: { readonly list: ListName }) => {
  const t = useTranslations('fraudLists');
  const { path, key, can } = useStore();
  const entries = useInfiniteQuery({
    queryKey: key('fraud-lists', list),
    queryFn: ({ pageParam, signal }) =>
      get<List<ListEntry>>(
        path(`/fraud-lists/${list}?limit=${pageSize}${pageParam === '' ? '' : `&cursor=${pageParam}`}`),
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
  const all = entries.data?.pages.flatMap(({ data }) => data);
  return (
    <>
      <p className="quiet">{t(`about_${list}`)}</p>
      {entries.error === null ? null : <ProblemNotice error={entries.error} refetch={entries.refetch} />}
      <Panel
        title={t(`tab_${list}`)}
        isFlush
        side={list !== 'lockout' && can('settings:write') ? <AddEntryButton list={list} /> : null}
      >
        {all === undefined && entries.error !== null ? null : <Entries list={list} entries={all} />}
      </Panel>
      {entries.hasNextPage ? (
        <Button variant="default" loading={entries.isFetchingNextPage} onClick={() => void entries.fetchNextPage()}>
          {t('more')}
        </Button>
      ) : null}
    </>
  );
};

const Entries = ({ list, entries }: { readonly list: ListName; readonly entries: readonly ListEntry[] | undefined }) => {
  const t = useTranslations('fraudLists');
  if (entries?.length === 0) {
    return (
      <Empty icon={<IconListCheck size={40} stroke={1.5} />} title={t('noEntries')}>
        {t(`none_${list}`)}
      </Empty>
    );
  }
  return (
    <ul className={order.items} aria-busy={entries === undefined}>
      {entries?.map((entry) => <EntryItem key={entry.id} entry={entry} />) ?? <WaitingItems count={4} />}
    </ul>
  );
};

const useKindText = (): ((kind: string) => string) => {
  const t = useTranslations('listKind');
  type Key = Parameters<typeof t.has>[0];
  return (kind) => (t.has(kind as Key) ? t(kind as Key) : kind);
};

const EntryItem = ({ entry }: { readonly entry: ListEntry }) => {
  const t = useTranslations('fraudLists');
  const kindText = useKindText();
  const { can } = useStore();
  const { kind, value, reason, order: from, by, createdAt, expiresAt } = entry;
  return (
    <li className={order.item}>
      <span className={order.itemMain}>
        <span>
          <strong>{value ?? t('forgotten')}</strong> <span className="quiet">{kindText(kind)}</span>
        </span>
        {reason === null ? null : <span>{reason}</span>}
        <span className={order.meta}>
          <Time at={createdAt} />
          {by === null ? null : <Who id={by} />}
          {from === null ? null : <Link href={`/orders/${from}`}>{t('fromOrder')}</Link>}
          <Expiry at={expiresAt} />
        </span>
      </span>
      {can('settings:write') ? <RemoveEntryButton entry={entry} /> : null}
    </li>
  );
};

const Who = ({ id }: { readonly id: string }) => {
  const t = useTranslations('who');
  const { session } = useStore();
  if (id === session.user.id) return <span>{t('you', { id })}</span>;
  return <span>{t(id.startsWith('usr_') ? 'person' : 'key', { id })}</span>;
};

const Expiry = ({ at }: { readonly at: string | null }) => {
  const t = useTranslations('fraudLists');
  if (at === null) return <span>{t('forEver')}</span>;
  return (
    <span>
      {t('until')} <Time at={at} />
    </span>
  );
};

const RemoveEntryButton = ({ entry: { id, list, value } }: { readonly entry: ListEntry }) => {
  const t = useTranslations('fraudLists');
  const { key } = useStore();
  const queries = useQueryClient();
  const [isOpen, { open, close }] = useDisclosure(false);
  const remove = useCommand<undefined, undefined>(`/fraud-lists/${list}/${id}`, {
    method: 'DELETE',
    onDone: close,
    onSettled: () => void queries.invalidateQueries({ queryKey: key('fraud-lists', list) }),
  });
  const name = value ?? t('forgotten');
  return (
    <>
      <Button variant="default" size="xs" aria-label={t('removeEntry', { value: name })} onClick={open}>
        {t('remove')}
      </Button>
      <ConfirmDialog
        title={t('removeEntry', { value: name })}
        isOpen={isOpen}
        onClose={close}
        confirm={t('remove')}
        isDangerous
        isRunning={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate(undefined)}
      >
        <Text>{t(`removeText_${list}`)}</Text>
      </ConfirmDialog>
    </>
  );
};
