import { useEffect, useState } from 'react';
import { formatMoment, formatPrecise, formatRelative, formatShort, type TimeStyle } from '../format/format-time.js';
import { useLanguage } from '../i18n/language-provider.js';
import { useStore } from '../shell/store-context.js';

export const useTimeStyle = (): TimeStyle => {
  const { tag } = useLanguage();
  return { tag, timeZone: useStore().store.timeZone };
};

/** The time, moving on by itself: what is told as "3 minutes ago" stays true. */
export const useNow = (everyMs = 30_000): string => {
  const [now, setNow] = useState(() => new Date().toISOString());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date().toISOString()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
};

interface TimeProps {
  /** RFC 3339 */
  readonly at: string;
  /** `short` is for a list whose head names the zone. */
  readonly as?: 'moment' | 'short' | 'precise' | 'relative';
}

export const Time = ({ at, as = 'moment' }: TimeProps) => {
  const style = useTimeStyle();
  const now = useNow();
  const text = {
    moment: () => formatMoment(at, style),
    short: () => formatShort(at, now, style),
    precise: () => formatPrecise(at, style),
    relative: () => formatRelative(at, now, style.tag),
  }[as]();
  return (
    <time dateTime={at} title={formatPrecise(at, style)} className="figures">
      {text}
    </time>
  );
};
