import { Button, Select, Skeleton, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { FactorNeeded } from '../access/factor-needed.js';
import { get } from '../api/client.js';
import { sessionKey } from '../api/session.js';
import { useCommand } from '../api/use-command.js';
import { zoneName } from '../format/format-time.js';
import { useLanguage } from '../i18n/language-provider.js';
import { useStore } from '../shell/store-context.js';
import { Notice } from '../ui/notice.js';
import { Panel } from '../ui/page.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { useNow } from '../ui/time.js';
import classes from './settings.module.css';

interface StoreRecord {
  readonly name: string;
  /** IANA */
  readonly timeZone: string;
}

/** The store's name and zone, the same in both modes. */
export const StorePanel = () => {
  const t = useTranslations('storeRecord');
  const { path, key } = useStore();
  const { data, error, refetch } = useQuery({
    queryKey: key('store'),
    queryFn: ({ signal }) => get<StoreRecord>(path('/store'), signal),
    // Nothing changes under the hands of who is writing.
    refetchOnWindowFocus: false,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  return (
    <Panel title={t('title')}>
      <p className={`quiet ${classes.about}`}>{t('about')}</p>
      {error === null ? null : <ProblemNotice error={error} refetch={refetch} />}
      {data === undefined ? error === null ? <Skeleton height={200} /> : null : <StoreForm record={data} />}
    </Panel>
  );
};

/** All zones that this browser knows, and the one that is chosen: it may be newer. */
const zonesWith = (chosen: string): readonly string[] => [...new Set([chosen, 'UTC', ...Intl.supportedValuesOf('timeZone')])];

const StoreForm = ({ record }: { readonly record: StoreRecord }) => {
  const t = useTranslations('storeRecord');
  const settings = useTranslations('settings');
  const { key, can, session } = useStore();
  const queries = useQueryClient();
  const [name, setName] = useState(record.name);
  const [timeZone, setTimeZone] = useState(record.timeZone);
  const save = useCommand<StoreRecord, StoreRecord>('/store', {
    method: 'PUT',
    onDone: async (saved) => {
      queries.setQueryData(key('store'), saved);
      setName(saved.name);
      setTimeZone(saved.timeZone);
      // Its name stands in the menu, and its days on every page.
      await queries.invalidateQueries({ queryKey: sessionKey });
    },
  });
  const isChanged = name.trim() !== record.name || timeZone !== record.timeZone;
  const manages = can('store:manage');
  const isReadOnly = !manages || !session.user.hasSecondFactor;
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ name: name.trim(), timeZone });
      }}
    >
      {manages ? <FactorNeeded /> : null}
      {save.error === null ? null : <ProblemNotice error={save.error} />}
      {save.isSuccess && !isChanged ? <Notice tone="good">{t('saved')}</Notice> : null}
      <TextInput
        label={t('name')}
        description={t('nameHint')}
        required
        maxLength={100}
        readOnly={isReadOnly}
        value={name}
        onChange={({ currentTarget: { value } }) => setName(value)}
      />
      <ZoneInput timeZone={timeZone} isReadOnly={isReadOnly} onChoose={setTimeZone} />
      {isReadOnly ? null : (
        <div className={classes.foot}>
          <Button type="submit" loading={save.isPending} disabled={!isChanged || name.trim() === ''}>
            {settings('save')}
          </Button>
        </div>
      )}
    </form>
  );
};

interface ZoneInputProps {
  readonly timeZone: string;
  readonly isReadOnly: boolean;
  readonly onChoose: (zone: string) => void;
}

const ZoneInput = ({ timeZone, isReadOnly, onChoose }: ZoneInputProps) => {
  const t = useTranslations('storeRecord');
  const { tag } = useLanguage();
  const now = useNow();
  return (
    <Select
      label={t('zone')}
      description={t('zoneHint', { now: zoneName(now, { tag, timeZone }) })}
      searchable
      allowDeselect={false}
      readOnly={isReadOnly}
      limit={100}
      nothingFoundMessage={t('noZone')}
      data={[...zonesWith(timeZone)]}
      value={timeZone}
      onChange={(value) => {
        if (value !== null) onChoose(value);
      }}
    />
  );
};
