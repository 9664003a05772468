import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { useSearchParams } from 'wouter';
import { get } from '../api/client.js';
import { useLanguage } from '../i18n/language-provider.js';
import { useStore } from '../shell/store-context.js';
import { Page } from '../ui/page.js';
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
  const { path, key } = useStore();
  const { tag } = useLanguage();
  const [search] = useSearchParams();
  const settings = useQuery({
    queryKey: key('settings', 'shipping'),
    queryFn: ({ signal }) => get<ShippingSettings>(path('/settings/shipping'), signal),
    staleTime: 60_000,
  });
  if (settings.isPending) return <Page title={t('title')}>{null}</Page>;
  const { currency = 'USD', methods = [] } = settings.data?.document ?? {};
  const earlier = draftOfOrder(search.get('again') ?? '');
  return (
    <Page title={t('title')}>
      <TerminalForm
        first={earlier ?? emptyDraft(currency, regionIn([tag, ...navigator.languages]))}
        methods={methods.map(({ name }) => name)}
      />
    </Page>
  );
};
