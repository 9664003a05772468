// I11: the mail server's own journal against the log.
import type { MailLine, Span } from '../evidence.ts';
import type { OrderState } from '../order-state.ts';
import type { Verdicts } from '../verdicts.ts';
import type { Orders } from './clients.ts';

const bare = (messageId: string): string => messageId.replace(/^<|>$/g, '');

/** What a Message-ID tells of: `kind.order.operation@domain`. */
const form = /^([a-z]+)\.([0-9a-f]{32})\.([0-9a-f]{32})(?:\.[0-9a-f]{32})?@/;

/** A mail to somebody who works for a store, e.g. that a refund waits for their approval: it tells of no order that is judged here, and comes as
 *  often as any other. */
const toPeople = /^operator\.[0-9a-f]{32}\.\d+@/;

const hasTakenPlace = (state: OrderState | undefined, kind: string, operation: string): boolean => {
  if (kind === 'links') return state?.issued.get(operation) === true;
  if (kind === 'update') return [...(state?.requests.values() ?? [])].includes('mail');
  const movement = state?.movements.get(operation);
  return movement?.state === 'done' && movement.kind === (kind === 'receipt' ? 'capture' : kind);
};

/** Of one mail; a process that dies again and again at the same mail has another defect. */
const copiesAtMost = 3;
/** What was on its way when something ended may be taken so much later. */
const lingersMs = 5_000;

/** A mail may be there once, and once more for each fault between its first copy and its last. */
const allowedIn = (copies: readonly MailLine[], faults: readonly Span[]): number => {
  const times = copies.flatMap(({ time }) => (time === undefined ? [] : [Date.parse(time)]));
  const [first, last] = [Math.min(...times), Math.max(...times)];
  const between = faults.filter(({ fromMs, untilMs }) => fromMs <= last && untilMs + lingersMs >= first);
  return 1 + Math.min(copiesAtMost, between.length);
};

interface Bounds {
  readonly faults: readonly Span[];
  readonly verdicts: Verdicts;
}

const judgeTaken = (
  messageId: string,
  copies: readonly MailLine[],
  { orders, faults, verdicts }: Bounds & { orders: Orders },
): void => {
  const [, kind = '', order = '', operation = ''] = form.exec(messageId) ?? [];
  const allowed = allowedIn(copies, faults);
  verdicts.judgeAll('I11', messageId, [
    [kind === '' && !toPeople.test(messageId), 'a mail of no form of ours'],
    [kind !== '' && !hasTakenPlace(orders.get(order), kind, operation), `a ${kind} mail of what did not take place`],
    [copies.length > allowed, `${copies.length} copies, and there may be ${allowed}`],
  ]);
};

/** `faults`: when what befell the run. */
export const judgeMails = (lines: readonly MailLine[], orders: Orders, { faults, verdicts }: Bounds): void => {
  const taken = Map.groupBy(lines, ({ messageId }) => bare(messageId));
  for (const [messageId, copies] of taken) judgeTaken(messageId, copies, { orders, faults, verdicts });
  const recorded = [...orders.values()].flatMap(({ order, mails }) => mails.map((mail) => ({ order, ...mail })));
  for (const { order, name, messageId, isSent } of recorded)
    verdicts.judge(
      'I11',
      order,
      isSent && !taken.has(bare(messageId)) ? `its ${name} mail is recorded as sent and was never taken` : undefined,
    );
};
