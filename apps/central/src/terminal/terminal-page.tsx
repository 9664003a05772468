import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useLocation, useSearchParams } from 'wouter';
import { get } from '../api/client.js';
import { useLanguage } from '../i18n/language-provider.js';
import { useStore } from '../shell/store-context.js';
import { Page } from '../ui/page.js';
import { CreditTerminal } from './credit/credit-terminal.js';
import { draftOfOrder } from './last-draft.store.js';
import { emptyDraft } from './order-draft.js';
import { TerminalForm } from './terminal-form.js';

interface ShippingSettings {
  readonly document?: { readonly currency?: string; readonly methods?: readonly { readonly name: string }[] };
}

const regionIn = (tags: readonly string[]): string =>
  tags.map((tag) => /-([A-Z]{2})$/.exec(tag)?.[1]).find((region) => region !== undefined) ?? 'US';

/** Orders by mail and telephone, typed in by hand. */
export const TerminalPage = () => {
  const t = useTranslations('terminal');
  const { path, key, can } = useStore();
  const { tag } = useLanguage();
  const [search] = useSearchParams();
  const [isUnderWay, setUnderWay] = useState(false);
  const settings = useQuery({
    queryKey: key('settings', 'shipping'),
    queryFn: ({ signal }) => get<ShippingSettings>(path('/settings/shipping'), signal),
    staleTime: 60_000,
  });
  if (settings.isPending) return <Page title={t('title')}>{null}</Page>;
  const { currency = 'USD', methods = [] } = settings.data?.document ?? {};
  const isCredit = search.get('as') === 'credit' && can('credits:create');
  const earlier = draftOfOrder(search.get('again') ?? '');
  return (
    <Page title={t('title')} actions={can('credits:create') ? <Kind isCredit={isCredit} isDisabled={isUnderWay} /> : undefined}>
      {isCredit ? (
        <CreditTerminal currency={currency} onUnderWay={setUnderWay} />
      ) : (
        <TerminalForm
          first={earlier ?? emptyDraft(currency, regionIn([tag, ...navigator.languages]))}
          methods={methods.map(({ name }) => name)}
          onUnderWay={setUnderWay}
        />
      )}
    </Page>
  );
};

/** What is typed in: an order, or money that goes to a card without one. */
const Kind = ({ isCredit, isDisabled }: { readonly isCredit: boolean; readonly isDisabled: boolean }) => {
  const t = useTranslations('terminal');
  const [, go] = useLocation();
  return (
    <SegmentedControl
      aria-label={t('kind')}
      disabled={isDisabled}
      value={isCredit ? 'credit' : 'order'}
      onChange={(value) => go(value === 'credit' ? '/terminal?as=credit' : '/terminal', { replace: true })}
      data={(['order', 'credit'] as const).map((value) => ({ value, label: t(`kind_${value}`) }))}
    />
  );
};
