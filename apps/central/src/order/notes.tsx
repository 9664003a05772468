import { Button, Textarea } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { get } from '../api/client.js';
import type { List } from '../api/order.js';
import { useCommand } from '../api/use-command.js';
import { useStore } from '../shell/store-context.js';
import { useAt } from '../time-machine/use-at.js';
import { Panel } from '../ui/page.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { Time } from '../ui/time.js';
import classes from './order.module.css';

interface Note {
  readonly id: string;
  /** Null once the customer was forgotten. */
  readonly text: string | null;
  readonly by: string | null;
  readonly createdAt: string;
}

const longestNote = 2_000;

/** What those who sell tell each other of an order; no customer ever sees it. */
export const Notes = ({ id }: { readonly id: string }) => {
  const t = useTranslations('notes');
  const { path, key, can } = useStore();
  const { at } = useAt();
  const queryKey = key('order', id, 'notes');
  const notes = useQuery({ queryKey, queryFn: ({ signal }) => get<List<Note>>(path(`/orders/${id}/notes?limit=100`), signal) });
  const shown = notes.data?.data.filter(({ createdAt }) => at === undefined || Date.parse(createdAt) <= Date.parse(at));
  return (
    <Panel title={t('title')}>
      <div className={classes.column}>
        {notes.error === null ? null : <ProblemNotice error={notes.error} refetch={notes.refetch} />}
        {shown?.map((note) => (
          <NoteText key={note.id} note={note} />
        ))}
        {shown?.length === 0 ? <span className="quiet">{t('none')}</span> : null}
        {can('orders:note') ? <NewNote id={id} queryKey={queryKey} /> : null}
      </div>
    </Panel>
  );
};

const NoteText = ({ note: { text, by, createdAt } }: { readonly note: Note }) => {
  const t = useTranslations('notes');
  const who = useTranslations('who');
  const { session } = useStore();
  return (
    <div>
      <div className={classes.address}>{text ?? t('forgotten')}</div>
      <div className={classes.meta}>
        <span>{by === session.user.id ? who('you', { id: by }) : by}</span>
        <Time at={createdAt} />
      </div>
    </div>
  );
};

const NewNote = ({ id, queryKey }: { readonly id: string; readonly queryKey: readonly unknown[] }) => {
  const t = useTranslations('notes');
  const queries = useQueryClient();
  const [text, setText] = useState('');
  const add = useCommand<Note>(`/orders/${id}/notes`, {
    onDone: () => {
      setText('');
      return queries.invalidateQueries({ queryKey });
    },
  });
  return (
    <form
      className={classes.lines}
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate({ text });
      }}
    >
      {add.error === null ? null : <ProblemNotice error={add.error} />}
      <Textarea
        aria-label={t('new')}
        placeholder={t('new')}
        rows={2}
        maxLength={longestNote}
        value={text}
        onChange={({ currentTarget: { value } }) => setText(value)}
      />
      <Button type="submit" variant="default" size="xs" loading={add.isPending} disabled={text.trim() === ''}>
        {t('add')}
      </Button>
    </form>
  );
};
