import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import type { OrderEvent } from '../api/order.js';
import { pageSetting } from '../api/page-setting.js';
import { formatMoment } from '../format/format-time.js';
import { useOptionName } from '../settings/field-name.js';
import { useStore } from '../shell/store-context.js';
import { CopyText } from '../ui/copy-text.js';
import { useMoney } from '../ui/money.js';
import { Panel } from '../ui/page.js';
import { Time, useTimeStyle } from '../ui/time.js';
import { useCodeText } from './code-text.js';
import { describeEvents, type EventWords, whoOf } from './describe-event.js';
import classes from './order.module.css';

/** Everything that happened, the newest first. */
export const Timeline = ({ events }: { readonly events: readonly OrderEvent[] }) => {
  const t = useTranslations('timeline');
  return (
    <Panel title={t('title')} side={<span className="quiet figures">{t('count', { count: events.length })}</span>}>
      <ol className={classes.timeline}>
        {describeEvents(events)
          .toReversed()
          .map((event) => (
            <TimelineEvent key={event.id} event={event} />
          ))}
      </ol>
    </Panel>
  );
};

const TimelineEvent = ({ event }: { readonly event: OrderEvent & { readonly words: EventWords } }) => {
  const t = useTranslations('timeline');
  const text = useEventText();
  const who = useWhoText();
  const place = useRef<HTMLLIElement>(null);
  const isLinked = window.location.hash === `#${event.id}`;
  useEffect(() => {
    if (isLinked) place.current?.scrollIntoView({ block: 'center' });
  }, [isLinked]);
  return (
    <li
      ref={place}
      id={event.id}
      className={classes.event}
      data-tone={event.words.tone}
      aria-current={isLinked ? 'true' : undefined}
    >
      <span className={classes.dot} aria-hidden />
      <div>{text(event.words)}</div>
      <div className={classes.meta}>
        <Time at={event.occurredAt} as="precise" />
        <span>{who(event)}</span>
        <Trace id={event.traceId ?? undefined} />
      </div>
      <details className={classes.details}>
        <summary>{t('data')}</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it may be wider than its place, and the keyboard scrolls it, too */}
        <pre className={classes.data} tabIndex={0}>
          {JSON.stringify(
            { type: event.type, id: event.id, stream: event.stream, version: event.version, ...event.data },
            null,
            2,
          )}
        </pre>
      </details>
    </li>
  );
};

const Trace = ({ id }: { readonly id: string | undefined }) => {
  const t = useTranslations('timeline');
  const traces = pageSetting('traces-url');
  if (id === undefined) return null;
  if (traces === undefined) return <CopyText text={id} name={t('trace')} shown={`${t('trace')} ${id.slice(0, 8)}…`} />;
  return (
    <a href={`${traces}/traces/${id}`} target="_blank" rel="noreferrer">
      {t('trace')}
    </a>
  );
};

const useEventText = (): ((words: EventWords) => string) => {
  const t = useTranslations('event');
  const money = useMoney();
  const code = useCodeText();
  const style = useTimeStyle();
  const option = useOptionName();
  return ({ key, amounts = {}, texts = {}, times = {}, codes = {} }) => {
    const mapped = <A, B>(values: Readonly<Record<string, A>>, show: (value: A) => B): Record<string, B> =>
      Object.fromEntries(Object.entries(values).map(([name, value]) => [name, show(value)]));
    const values: Record<string, string | number> = {
      ...texts,
      ...(texts.processor === undefined ? {} : { processor: option(String(texts.processor)) }),
      ...mapped(amounts, ({ minor, currency }) => (currency === '' ? '–' : money(minor, currency))),
      ...mapped(times, (at) => (at === '' ? '–' : formatMoment(at, style))),
      ...mapped(codes, (all) => all.map(code).join(', ') || '–'),
    };
    return (t as unknown as (key: string, values: Record<string, string | number>) => string)(key, values);
  };
};

const useWhoText = (): ((event: OrderEvent) => string) => {
  const t = useTranslations('who');
  const names = useTranslations('serviceName');
  const { session } = useStore();
  return (event) => {
    const { kind, id } = whoOf(event, session.user.id);
    return t(kind, { id: kind === 'service' && names.has(id as ServiceName) ? names(id as ServiceName) : id });
  };
};

type ServiceName = Parameters<ReturnType<typeof useTranslations<'serviceName'>>>[0];
