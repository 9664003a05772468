import { type RecordedEventOf, toPublicId } from '@tollgate/contracts';
import { textChecksum } from '@tollgate/crypto';
import { toCustomerId } from './customer-id.js';

type Forgotten = RecordedEventOf<'CustomerForgotten'>;

const lines = ({ header, data, hash: eventHash }: Forgotten): readonly string[] => [
  'Certificate of deletion',
  '',
  `Customer:   ${toCustomerId(data.customer)}`,
  `Store:      ${header.merchant}, ${header.mode} mode`,
  `Deleted at: ${header.occurredAt}`,
  `Deleted by: ${header.actor.on ?? header.actor.service}`,
  '',
  `The keys of ${data.orders.length} ${data.orders.length === 1 ? 'order' : 'orders'} were deleted. What the orders held under them can be read by nobody any more:`,
  'name, e-mail address, telephone number, IP address, address lines, and the notes on the orders.',
  'What was sold, its amounts, taxes and payments, and country, region and postal code are kept: the law asks for them.',
  '',
  'The deletion is an event of the order event log, which is only ever added to:',
  `Event:   ${header.id}`,
  `Place:   ${header.subject.id} ${header.stream} ${header.version}`,
  `SHA-256: ${eventHash}`,
  '`tollgate verify` recomputes that hash from the log.',
  '',
  'Orders:',
  ...data.orders.map((order) => toPublicId('ord', order)),
  '',
];

/** What proves that a customer was forgotten: made of the event that recorded it, and so the same whenever it is asked for. `text` is for people and
 *  printers; `checksum` is its SHA-256, as UTF-8. */
export const certificateOf = (event: Forgotten) => {
  const { header, data } = event;
  const text = lines(event).join('\n');
  return {
    id: header.id,
    customer: toCustomerId(data.customer),
    forgottenAt: header.occurredAt,
    by: header.actor.on ?? header.actor.service,
    mode: header.mode,
    orders: data.orders.map((order) => toPublicId('ord', order)),
    record: {
      event: header.id,
      subject: header.subject.id,
      stream: header.stream,
      version: header.version,
      hash: event.hash,
    },
    text,
    checksum: textChecksum(text),
  };
};
