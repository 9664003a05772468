import { toPublicId } from '@tollgate/contracts';
import type { OrderFacts, RecordedMail } from './order-facts.js';

const SHOWN = 10;

const isSameTold = (one: RecordedMail, other: RecordedMail): boolean =>
  one.kind === other.kind && one.operation === other.operation;

/** A server took it, and sent it back. */
const cameBack = (mail: RecordedMail, mails: readonly RecordedMail[]): boolean =>
  mails.some((other) => !other.isSent && !other.isWaiting && other.request === mail.request && isSameTold(mail, other));

/** Given up or come back, and the customer was not told by another mail since. */
const givenUp = ({ mails }: OrderFacts): readonly RecordedMail[] =>
  mails.filter(
    (mail) =>
      !mail.isSent &&
      !mail.isWaiting &&
      !mails.some((other) => other.isSent && isSameTold(mail, other) && !cameBack(other, mails)),
  );

const waiting = ({ mails }: OrderFacts): readonly RecordedMail[] =>
  mails.filter(
    (mail) =>
      mail.isWaiting && !mails.some((other) => !other.isWaiting && other.request === mail.request && isSameTold(mail, other)),
  );

interface Listed {
  readonly order: string;
  readonly mail: RecordedMail;
}

const listed = (orders: Iterable<OrderFacts>, pick: (facts: OrderFacts) => readonly RecordedMail[]): readonly Listed[] =>
  [...orders].flatMap((facts) => pick(facts).map((mail) => ({ order: facts.order, mail })));

const lineOf = ({ order, mail: { kind, code, replyCode } }: Listed): string =>
  `       ${toPublicId('ord', order)}: ${[kind, code, replyCode || ''].filter((part) => part !== '').join(', ')}`;

const section = (title: string, all: readonly Listed[]): readonly string[] => {
  if (all.length === 0) return [];
  const more = all.length > SHOWN ? [`       and ${all.length - SHOWN} more`] : [];
  return ['', `${all.length} ${title}`, ...all.slice(0, SHOWN).map(lineOf), ...more];
};

/** Mails that are nobody's fault here, listed apart from the violations: those that were given up, with why, and those that no mail server took
 *  yet, with what it last answered. */
export const mailsApart = (orders: ReadonlyMap<string, OrderFacts>): readonly string[] => [
  ...section('mails were given up; POST …/mails sends them again', listed(orders.values(), givenUp)),
  ...section('mails wait for the mail server', listed(orders.values(), waiting)),
];
