// I11: the mail server's own journal against the log.
import type { MailLine } from '../evidence.ts';
import type { OrderState } from '../order-state.ts';
import type { Verdicts } from '../verdicts.ts';
import type { Orders } from './clients.ts';

const bare = (messageId: string): string => messageId.replace(/^<|>$/g, '');

/** What a Message-ID tells of: `kind.order.operation@domain`. */
const form = /^([a-z]+)\.([0-9a-f]{32})\.([0-9a-f]{32})(?:\.[0-9a-f]{32})?@/;

const hasTakenPlace = (state: OrderState | undefined, kind: string, operation: string): boolean => {
  const movement = state?.movements.get(operation);
  return movement?.state === 'done' && movement.kind === (kind === 'receipt' ? 'capture' : kind);
};

const judgeTaken = (
  messageId: string,
  count: number,
  { orders, copies, verdicts }: { orders: Orders; copies: number; verdicts: Verdicts },
): void => {
  const [, kind = '', order = '', operation = ''] = form.exec(messageId) ?? [];
  verdicts.judgeAll('I11', messageId, [
    [kind === '', 'a mail of no form of ours'],
    [kind !== '' && !hasTakenPlace(orders.get(order), kind, operation), `a ${kind} mail of what did not take place`],
    [count > copies, `${count} copies, and there may be ${copies}`],
  ]);
};

/** `copies`: how many of one mail there may be: one, and one more for each crash. */
export const judgeMails = (
  lines: readonly MailLine[],
  orders: Orders,
  { copies, verdicts }: { readonly copies: number; readonly verdicts: Verdicts },
): void => {
  const taken = Map.groupBy(lines, ({ messageId }) => bare(messageId));
  for (const [messageId, group] of taken) judgeTaken(messageId, group.length, { orders, copies, verdicts });
  const recorded = [...orders.values()].flatMap(({ order, mails }) => mails.map((mail) => ({ order, ...mail })));
  for (const { order, name, messageId, isSent } of recorded)
    verdicts.judge(
      'I11',
      order,
      isSent && !taken.has(bare(messageId)) ? `its ${name} mail is recorded as sent and was never taken` : undefined,
    );
};
