import { useTranslations } from 'use-intl';
import order from '../order/order.module.css';
import { useStore } from '../shell/store-context.js';
import { StatusBadge } from '../ui/status-badge.js';
import { Time } from '../ui/time.js';
import { RedriveButton } from './redrive-button.js';
import { isRedriven, type ParkedEvent, type ServiceState } from './upkeep.js';

const isCounted = (count: number | null): count is number => count !== null && count > 0;

const statusOf = ({ isAnswering, parkedCount }: ServiceState): string =>
  isAnswering ? (parkedCount === 0 ? 'upkeep_well' : 'upkeep_parked') : 'upkeep_silent';

export const ServiceItem = ({ state }: { readonly state: ServiceState }) => {
  const t = useTranslations('upkeep');
  const { session, can } = useStore();
  const { service, parkedCount, hasMore, parked } = state;
  const redrives = can('operations:manage') && session.user.hasSecondFactor && isRedriven(state);
  return (
    <li className={order.item}>
      <span className={order.itemMain}>
        <strong>{service}</strong>
        {isCounted(parkedCount) ? (
          <span className="quiet">{t(hasMore ? 'parkedAtLeast' : 'parkedCount', { count: parkedCount })}</span>
        ) : null}
        {service === 'reporting' && isCounted(parkedCount) ? <span className="quiet">{t('rebuild')}</span> : null}
        {parked.length === 0 ? null : <ParkedEvents parked={parked} />}
      </span>
      <span className={order.itemSide}>
        <StatusBadge status={statusOf(state)} />
        {redrives ? <RedriveButton service={service} count={parkedCount ?? 0} /> : null}
      </span>
    </li>
  );
};

const ParkedEvents = ({ parked }: { readonly parked: readonly ParkedEvent[] }) => {
  const t = useTranslations('upkeep');
  return (
    <details className={order.details}>
      <summary>{t('newest', { count: parked.length })}</summary>
      <ul className={order.items}>
        {parked.map(({ event, type, order: of, error, parkedAt }) => (
          <li key={event} className={order.item}>
            <span className={order.itemMain}>
              <span>{type}</span>
              <span className={`${order.meta} mono`}>{error}</span>
              <span className={order.meta}>
                <Time at={parkedAt} />
                {of === null ? null : <span className="mono">{of}</span>}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
};
