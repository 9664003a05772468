import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { FactorNeeded } from '../access/factor-needed.js';
import { get } from '../api/client.js';
import { formatBytes } from '../format/format-bytes.js';
import { useLanguage } from '../i18n/language-provider.js';
import order from '../order/order.module.css';
import { useStore } from '../shell/store-context.js';
import { Notice } from '../ui/notice.js';
import { Facts, Page, Panel } from '../ui/page.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import ui from '../ui/ui.module.css';
import { ServiceItem } from './service-item.js';
import { findingsOf, fullness, type Upkeep } from './upkeep.js';

const everyMs = 5_000;
const queryKey = ['upkeep'] as const;

/** How the installation is, all stores together. */
export const UpkeepPage = () => {
  const t = useTranslations('upkeep');
  const { can } = useStore();
  const { data, error, refetch } = useQuery({
    queryKey,
    queryFn: ({ signal }) => get<Upkeep>('/upkeep', signal),
    refetchInterval: everyMs,
  });
  return (
    <Page title={t('title')}>
      <p className="quiet">{t('about')}</p>
      {can('operations:manage') ? <FactorNeeded /> : null}
      {error === null ? null : <ProblemNotice error={error} refetch={refetch} />}
      {data === undefined ? error === null ? <Skeleton height={48} /> : null : <Verdict upkeep={data} />}
      <Panel title={t('parked')} isFlush>
        {data === undefined ? (
          error === null ? (
            <Skeleton height={312} />
          ) : null
        ) : (
          <ul className={order.items}>
            {data.services.map((service) => (
              <ServiceItem key={service.service} state={service} />
            ))}
          </ul>
        )}
      </Panel>
      {data === undefined ? null : <Positions upkeep={data} />}
      {data?.bus ? <Consumers bus={data.bus} /> : null}
    </Page>
  );
};

const Verdict = ({ upkeep }: { readonly upkeep: Upkeep }) => {
  const t = useTranslations('upkeep');
  const findings = findingsOf(upkeep);
  if (findings.length === 0) return <Notice tone="good">{t('allWell')}</Notice>;
  return (
    <Notice tone="warn">
      {findings.map(({ kind, service = '', count = 0 }) => (
        <p key={`${kind} ${service}`}>{t(`finding_${kind}`, { service, count })}</p>
      ))}
    </Notice>
  );
};

const useNumber = (): ((value: number | null) => string) => {
  const { tag } = useLanguage();
  return (value) => (value === null ? '–' : new Intl.NumberFormat(tag).format(value));
};

const Positions = ({ upkeep: { log, reporting, bus } }: { readonly upkeep: Upkeep }) => {
  const t = useTranslations('upkeep');
  const { tag } = useLanguage();
  const number = useNumber();
  const share = bus === null ? undefined : fullness(bus);
  const figures = (text: string) => <span className="figures">{text}</span>;
  return (
    <Panel title={t('positions')}>
      <Facts
        facts={[
          [t('logPosition'), figures(number(log?.position ?? null))],
          [t('relayBehind'), figures(number(log?.relayBehind ?? null))],
          [t('reportingBehind'), figures(number(reporting?.behind ?? null))],
          [t('messages'), figures(number(bus?.messages ?? null))],
          [
            t('size'),
            bus === null
              ? figures('–')
              : figures(
                  share === undefined || bus.maxBytes === null
                    ? formatBytes(bus.bytes, tag)
                    : t('sizeOf', {
                        size: formatBytes(bus.bytes, tag),
                        limit: formatBytes(bus.maxBytes, tag),
                        percent: Math.floor(share * 100),
                      }),
                ),
          ],
        ]}
      />
    </Panel>
  );
};

const Consumers = ({ bus: { consumers } }: { readonly bus: NonNullable<Upkeep['bus']> }) => {
  const t = useTranslations('upkeep');
  const number = useNumber();
  return (
    <Panel title={t('consumers')} isFlush>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls on a phone */}
      <figure className={ui.tableWrap} tabIndex={0} aria-label={t('consumers')}>
        <table className={ui.table}>
          <thead>
            <tr>
              <th scope="col">{t('service')}</th>
              {(['pending', 'unacknowledged', 'redelivered'] as const).map((name) => (
                <th key={name} scope="col" data-align="end">
                  {t(name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {consumers.map(({ service, pending, unacknowledged, redelivered }) => (
              <tr key={service}>
                <td>{service}</td>
                {[pending, unacknowledged, redelivered].map((value, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: three columns that never move
                  <td key={index} data-align="end" className="figures">
                    {number(value)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </figure>
    </Panel>
  );
};
