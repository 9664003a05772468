import type { Language } from './words/page-words.js';

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** As file managers show it: `1.0 MB`. */
export const showSize = (sizeBytes: number, language: Language): string => {
  const step = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, sizeBytes)) / 3)));
  const unit = units[step] ?? 'byte';
  if (unit === 'byte') return showBytes(sizeBytes, language);
  const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  return new Intl.NumberFormat(language, { style: 'unit', unit, ...digits }).format(sizeBytes / 1_000 ** step);
};

/** `1,048,576 bytes` */
export const showBytes = (sizeBytes: number, language: Language): string =>
  new Intl.NumberFormat(language, { style: 'unit', unit: 'byte', unitDisplay: 'long' }).format(sizeBytes);

/** Both, where they differ: `1.0 MB (1,048,576 bytes)`. */
export const showWholeSize = (sizeBytes: number, language: Language): string => {
  const [size, bytes] = [showSize(sizeBytes, language), showBytes(sizeBytes, language)];
  return size === bytes ? bytes : `${size} (${bytes})`;
};

/** Where and how a page tells times. */
export interface TimeStyle {
  readonly language: Language;
  /** IANA name of the shop's time zone. */
  readonly timeZone: string;
}

/** `November 26, 2026 at 7:00 AM Eastern Standard Time` */
export const showTime = (rfc3339: string, { language, timeZone }: TimeStyle): string =>
  new Intl.DateTimeFormat(language, {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZone,
    timeZoneName: 'long',
  }).format(new Date(rfc3339));
