// What can be done to a sound run.
import { orderIds, type Run, type Step, uuid } from './sound-run.ts';

const { sale, preauth, other } = orderIds;

export type Spoil = (run: Run) => Run;

/** Changes the steps of one order. */
export const steps =
  (order: string, change: (all: readonly Step[]) => readonly Step[]): Spoil =>
  (run) => ({ ...run, orders: { ...run.orders, [order]: change(run.orders[order] ?? []) } });
export const without = (type: string, order = sale): Spoil => steps(order, (all) => all.filter((step) => step.type !== type));
export const changed = (type: string, data: object, order = sale): Spoil =>
  steps(order, (all) => all.map((step) => (step.type === type ? { ...step, data: { ...step.data, ...data } } : step)));
export const twice = (type: string, order = sale): Spoil =>
  steps(order, (all) => all.flatMap((step) => (step.type === type ? [step, { ...step, id: uuid(999) }] : [step])));
export const both =
  (...spoils: readonly Spoil[]): Spoil =>
  (run) =>
    spoils.reduce((spoilt, spoil) => spoil(spoilt), run);
/** Changes a list of the run: its lines that are of an order, or all. */
export const list =
  <K extends 'clients' | 'money' | 'mails' | 'rows' | 'days'>(name: K, change: (lines: Run[K]) => readonly object[]): Spoil =>
  (run) => ({ ...run, [name]: change(run[name]) });
export const bare = (id: string): string => id.replaceAll('-', '');
export const money = (kind: string, order: string, amount: number, more: object = {}) => ({
  kind,
  order: bare(order),
  amount,
  currency: '840',
  ...more,
});
export const ofOrder = (order: string) => (line: { order?: string }) => line.order === `ord_${bare(order)}`;
export const usd = (minor: number) => ({ minor: String(minor), currency: 'USD' });
export const event = (stream: string, type: string, data: object): Step => ({ stream, type, data, id: uuid(998) });
export const appended = (order: string, ...more: readonly Step[]): Spoil => steps(order, (all) => [...all, ...more]);
/** Both sold files as ones with a stamp: each buyer fetches a copy of their own, which is spoilt by what is given. */
export const stamped = (spoilt: object = {}): Spoil =>
  both(
    ...[sale, other].flatMap((order) => [
      changed('PaymentCaptured', { deliverables: [{ line: 1, forms: [{ file: { stamp: {} } }] }] }, order),
      changed('DownloadsGranted', { entitlements: [{ line: 1, downloads: 1, file: { stamp: {} } }] }, order),
    ]),
    list('clients', (all) =>
      all.map((line) => (line.kind === 'download' ? { ...line, sha256: line.order, toldSha256: line.order, ...spoilt } : line)),
    ),
  );
const approvalId = uuid(997);
/** Whoever asked for it was told that it waits. */
export const toldOfApproval = list('clients', (all) => [
  ...all,
  {
    event: 'ok',
    kind: 'refund',
    key: 'k30',
    order: `ord_${bare(preauth)}`,
    operation: `apr_${bare(approvalId)}`,
    status: 202,
    merchant: 'mer_a',
  },
]);
/** The refund of the run as one that a second person approved, who is spoilt by what is given. */
export const approved = ({ on = 'usr_bob', decision = 'approve', amount = 200 }): Spoil =>
  both(
    steps(preauth, (all) =>
      all.flatMap((step) => {
        if (step.type !== 'RefundRequested') return [step];
        const asked = { ...event('order', 'RefundApprovalRequested', { amount: usd(amount) }), id: approvalId, on: 'usr_ann' };
        const said = { ...event('order', 'RefundApprovalResolved', { approval: approvalId, decision }), id: uuid(996), on };
        return [asked, said, { ...step, data: { ...step.data, approval: approvalId }, on }];
      }),
    ),
    toldOfApproval,
  );
