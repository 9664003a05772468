import type { Operation, Order } from '@tollgate/order';
import { escapeHtml } from '@tollgate/web-pages';
import type { Language } from './words/page-words.js';
import { fill, wordsOf } from './words/words-of.js';

/** What a merchant told of a parcel with the capture that it left by. */
export type Parcel = Pick<NonNullable<Operation['shipment']>, 'carrier' | 'trackingNumber' | 'trackingUrl'>;

/** The parcels of an order, in the order in which their captures were asked for. One whose capture took no money was not sent. */
export const parcelsOf = ({ payment: { operations } }: Order): readonly Parcel[] =>
  operations.flatMap(({ kind, state, shipment }) =>
    kind === 'capture' && state === 'succeeded' && shipment !== undefined ? [shipment] : [],
  );

const parcelItem = ({ carrier, trackingNumber, trackingUrl }: Parcel, language: Language): string => {
  const words = wordsOf[language];
  const number =
    trackingNumber === ''
      ? ''
      : `<span class="state">${escapeHtml(fill(words.trackingNumber, { number: trackingNumber }))}</span>`;
  const link = trackingUrl.startsWith('https://')
    ? `<span class="state"><a href="${escapeHtml(trackingUrl)}" rel="noreferrer">${escapeHtml(words.track)}</a></span>`
    : '';
  return `<li><strong>${escapeHtml(fill(words.shippedWith, { carrier }))}</strong>${number}${link}</li>`;
};

/** Where they are, for the page of the whole order; nothing where there are none. */
export const parcelBlock = (parcels: readonly Parcel[], language: Language): string =>
  parcels.length === 0
    ? ''
    : `<section><h2>${escapeHtml(wordsOf[language].parcels)}</h2><ul class="items">${parcels.map((one) => parcelItem(one, language)).join('')}</ul></section>`;
