import { showBytes, showSize } from '@tollgate/web-pages';
import type { Language } from './words/page-words.js';

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
