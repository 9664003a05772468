import { Button, TextInput } from '@mantine/core';
import { IconUserQuestion, IconUserSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Redirect, useSearchParams } from 'wouter';
import { get } from '../api/client.js';
import type { List } from '../api/order.js';
import { useStore } from '../shell/store-context.js';
import { Empty } from '../ui/empty.js';
import { Page } from '../ui/page.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import ui from '../ui/ui.module.css';
import type { Customer } from './customer.js';
import classes from './customers.module.css';

/** Finds a customer by the e-mail address, which stays out of the page's address; `?order=` opens the customer of an order. */
export const CustomersPage = () => {
  const t = useTranslations('customers');
  const [search] = useSearchParams();
  const order = search.get('order');
  const [typed, setTyped] = useState('');
  const [email, setEmail] = useState('');
  const found = useFound(email !== '' ? { email } : order !== null ? { order } : undefined);
  const first = found.data?.data[0];
  if (first !== undefined) return <Redirect to={`/customers/${first.id}`} replace={order !== null} />;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (email === typed.trim()) void found.refetch();
    else setEmail(typed.trim());
  };
  return (
    <Page title={t('title')}>
      <form onSubmit={submit} className={classes.search}>
        <TextInput
          type="email"
          label={t('email')}
          placeholder="ann@example.com"
          className={classes.searchInput}
          maxLength={254}
          value={typed}
          onChange={({ currentTarget: { value } }) => setTyped(value)}
        />
        <Button type="submit" loading={found.isFetching} disabled={typed.trim() === ''}>
          {t('find')}
        </Button>
      </form>
      {found.error === null ? null : <ProblemNotice error={found.error} refetch={found.refetch} />}
      {found.error !== null ? null : (
        <section className={ui.panel}>
          {found.data === undefined ? (
            <Empty icon={<IconUserSearch size={40} stroke={1.5} />} title={t('start')}>
              {t('startText')}
            </Empty>
          ) : (
            <Empty icon={<IconUserQuestion size={40} stroke={1.5} />} title={t('none')}>
              {t('noneText')}
            </Empty>
          )}
        </section>
      )}
    </Page>
  );
};

const useFound = (by: Readonly<Record<string, string>> | undefined) => {
  const { path, key } = useStore();
  return useQuery({
    queryKey: key('customers', by),
    queryFn: ({ signal }) => get<List<Customer>>(path(`/customers?${new URLSearchParams(by)}`), signal),
    enabled: by !== undefined,
    gcTime: 0,
  });
};
