import { orderKey } from './acquirer-journal.js';
import type { Judged, Violation } from './logged-event.js';
import { violationsIn } from './logged-event.js';
import type { OrderFacts } from './order-facts.js';

/** A line of the mail server's own journal. */
export interface MailLine {
  readonly messageId: string;
}

/** What a Message-ID says of its mail: `<kind.order.operation@domain>`, or `<kind.order.operation.request@domain>`. */
interface NamedMail {
  readonly kind: string;
  readonly order: string;
  readonly operation: string;
  readonly request: string;
}

const form = /^<?([a-z]+)\.([0-9a-f]{32})\.([0-9a-f]{32})(?:\.([0-9a-f]{32}))?@/;

const nameOf = (messageId: string): NamedMail | undefined => {
  const [, kind, order, operation, request = ''] = form.exec(messageId) ?? [];
  return kind && order && operation ? { kind, order, operation, request } : undefined;
};

const nameKey = ({ kind, order, operation, request }: NamedMail): string => `${kind} ${order} ${operation} ${request}`;

/** Whether what a mail tells of took place. */
const isTrue = ({ kind, operation, request: asked }: NamedMail, facts: OrderFacts | undefined): boolean => {
  if (kind === 'update') return facts?.askedMails.some(({ request }) => orderKey(request) === asked) === true;
  if (kind === 'links') return facts?.toldReissues.some(({ request }) => orderKey(request) === operation) === true;
  return isOfMoney({ kind, operation }, facts);
};

const isOfMoney = ({ kind, operation }: Pick<NamedMail, 'kind' | 'operation'>, facts: OrderFacts | undefined): boolean =>
  facts?.payment.movements.some(
    (one) => orderKey(one.id) === operation && one.state === 'done' && one.kind === (kind === 'receipt' ? 'capture' : kind),
  ) === true;

const namedIn = (lines: readonly MailLine[]): ReadonlyMap<string, NamedMail> =>
  new Map(lines.flatMap(({ messageId }) => nameOf(messageId) ?? []).map((name) => [nameKey(name), name]));

/** The mail server's journal, looked at before the log was read, and afterwards. */
export interface MailJournal {
  readonly before: readonly MailLine[];
  readonly after: readonly MailLine[];
}

/** I11: each mail that the log says was sent was taken, and none that tells of what did not take place. Copies of one
 *  Message-ID are one. */
export const mailViolations = ({ before, after }: MailJournal, orders: ReadonlyMap<string, OrderFacts>): readonly Violation[] => {
  const untrue = [...namedIn(before).values()].flatMap((name) => {
    const facts = orders.get(name.order);
    return violationsIn(facts?.order ?? name.order, [
      [
        'I11',
        !isTrue(name, facts),
        `${name.kind === 'update' ? 'an' : 'a'} ${name.kind} mail went out for what did not take place`,
      ],
    ]);
  });
  const taken = namedIn(after);
  const lost = [...orders].flatMap(([key, { order, mails, isSeeded }]) =>
    violationsIn(
      order,
      mails.map(({ kind, operation, request, isSent }): Judged => {
        const isTaken = taken.has(nameKey({ kind, order: key, operation: orderKey(operation), request: orderKey(request) }));
        return ['I11', isSent && !isTaken && !isSeeded, `its ${kind} mail is recorded as sent and was never taken`];
      }),
    ),
  );
  return [...untrue, ...lost];
};
