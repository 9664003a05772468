import { IconKey } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { get } from '../api/client.js';
import type { List } from '../api/order.js';
import order from '../order/order.module.css';
import { useStore } from '../shell/store-context.js';
import { CopyText } from '../ui/copy-text.js';
import { Empty } from '../ui/empty.js';
import { Page } from '../ui/page.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { StatusBadge } from '../ui/status-badge.js';
import { Time } from '../ui/time.js';
import ui from '../ui/ui.module.css';
import { WaitingItems } from '../ui/waiting-items.js';
import { type ApiKey, knownScopes } from './api-key.js';
import { NewKeyButton } from './new-key-button.js';
import { RevokeButton } from './revoke-button.js';

/** What the store's servers sign in with; those of one mode do nothing in the other. */
export const ApiKeysPage = () => {
  const t = useTranslations('apiKeys');
  const { path, key, mode } = useStore();
  const { data, error, refetch } = useQuery({
    queryKey: key('api-keys'),
    queryFn: ({ signal }) => get<List<ApiKey>>(path('/api-keys'), signal),
  });
  return (
    <Page title={t('title')} actions={<NewKeyButton />}>
      <p className="quiet">{t(`about_${mode}`)}</p>
      {error === null ? null : <ProblemNotice error={error} refetch={refetch} />}
      {data === undefined && error !== null ? null : <KeyList keys={data?.data} />}
    </Page>
  );
};

const KeyList = ({ keys }: { readonly keys: readonly ApiKey[] | undefined }) => {
  const t = useTranslations('apiKeys');
  return (
    <section className={ui.panel} aria-label={t('title')} aria-busy={keys === undefined}>
      {keys?.length === 0 ? (
        <Empty icon={<IconKey size={40} stroke={1.5} />} title={t('none')}>
          {t('noneText')}
        </Empty>
      ) : (
        <ul className={order.items}>{keys?.map((one) => <KeyItem key={one.id} apiKey={one} />) ?? <WaitingItems count={3} />}</ul>
      )}
    </section>
  );
};

const KeyItem = ({ apiKey }: { readonly apiKey: ApiKey }) => {
  const t = useTranslations('apiKeys');
  const { id, name, createdAt, createdBy, revokedAt } = apiKey;
  return (
    <li className={order.item}>
      <span className={order.itemMain}>
        <strong>{name || t('unnamed')}</strong>
        <span className={order.meta}>
          <CopyText text={id} name={t('id')} shown={`${id.slice(0, 8)}…${id.slice(-4)}`} />
          <span>
            {createdBy === null ? t('created') : t('createdBy', { name: createdBy })} <Time at={createdAt} />
          </span>
          <span>
            {apiKey.scopes === null
              ? t('allScopes')
              : knownScopes(apiKey)
                  .map((scope) => t(`scope_${scope}`))
                  .join(' · ')}
          </span>
          {revokedAt === null ? null : (
            <span>
              {t('revokedAt')} <Time at={revokedAt} />
            </span>
          )}
        </span>
      </span>
      <span className={order.itemSide}>
        <StatusBadge status={revokedAt === null ? 'key_active' : 'key_revoked'} />
        {revokedAt === null ? <RevokeButton apiKey={apiKey} /> : null}
      </span>
    </li>
  );
};
