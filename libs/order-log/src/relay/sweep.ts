import { performance } from 'node:perf_hooks';
import type { RecordedEvent } from '@tollgate/contracts';
import { newId } from '@tollgate/crypto';
import { fold, type Order } from '@tollgate/order';
import { type Row, rowsByKey, type Session } from '@tollgate/postgres';
import type { Publish } from '../append/append-request.js';
import { eventIn, historyIn, readText } from '../postgres/rows.js';
import { awaitedReactions, awaitsReaction, isAwaitedByOrder, isRevocationAwaited } from './awaited-reactions.js';
import { BEGINNING, type BusLedger, earlierCursor } from './bus-ledger.js';
import { IN_WINDOW, WINDOW_SIZE, windowEnd } from './log-window.js';
import { dueAgain, isGivenUp } from './sweep-again.js';

const LOOK_EVERY_MS = 5_000;
/** So long after everybody acknowledged an event, what follows from it has to be there. */
const PATIENCE_MS = 30_000;
const PAGE_SIZE = 500;
/** More than this are left in the log until some of these went on. */
const MAX_STANDING = 5_000;

/** Events that one who reacts to them has appended nothing because of: a row for each such, with what could have followed. Of 160,000 events
 *  `NOT EXISTS` was made a hash of all; a subquery is asked for each row. */
const standingAmong = (
  events: string,
): string => `SELECT e.header, e.data, e.hash, e.epoch, e.xid, e.position, r.following[1], e.subject_id
  FROM (SELECT * FROM order_log.events e WHERE ${events} LIMIT ${WINDOW_SIZE}) e
  JOIN (VALUES ${awaitedReactions.map(({ type, following }) => `('${type}', ARRAY['${following.join("','")}'])`).join(', ')})
    AS r (type, following) ON r.type = e.type
  WHERE (SELECT true FROM order_log.events f
    WHERE f.subject_id = e.subject_id AND f.causation = (e.header->>'id')::uuid AND f.type = ANY (r.following) LIMIT 1) IS NULL`;
export const standingText = standingAmong(`${IN_WINDOW} ORDER BY e.epoch, e.xid, e.position`);
export const stillStandingText = standingAmong('e.position = ANY ($1::bigint[])');
const readSweptText = 'SELECT swept_to FROM order_log.bus';
const writeSweptText = 'UPDATE order_log.bus SET swept_to = $1';

export interface SweepOptions {
  readonly session: Session;
  readonly publish: Publish;
  /** Told of events from which nothing has followed, each time they are published again. */
  readonly onStanding?: ((events: readonly RecordedEvent[]) => void) | undefined;
  readonly onFailure?: ((error: unknown) => void) | undefined;
  /** Default: 30 s. */
  readonly patienceMs?: number | undefined;
}

interface Found {
  readonly event: RecordedEvent;
  readonly position: string;
  readonly cursor: string;
}

interface Standing extends Found {
  readonly tries: number;
  readonly dueAtMs: number;
}

/** Looks for orders that make no progress though everybody acknowledged their events: something was lost on its way, on either side of the bus.
 *  Publishes the event that nothing has followed from again, and again after a while; consumers know what they did. Only what every consumer
 *  has acknowledged is looked at: what still waits on the bus is no business of a sweep. */
export class Sweep {
  private readonly patienceMs: number;
  private isRunning = false;
  private lookedAtMs = Number.NEGATIVE_INFINITY;
  private scannedTo: string | undefined;
  private writtenTo: string | undefined;
  private acknowledged: readonly { readonly cursor: string; readonly seenAtMs: number }[] = [];
  private standing = new Map<string, Standing>();

  constructor(private readonly options: SweepOptions) {
    this.patienceMs = options.patienceMs ?? PATIENCE_MS;
  }

  /** Looks once every five seconds, by the one process that relays. What fails is tried again with the next look. */
  look(ledger: Pick<BusLedger, 'read'>): void {
    const nowMs = performance.now();
    if (this.isRunning || nowMs - this.lookedAtMs < Math.min(LOOK_EVERY_MS, this.patienceMs)) return;
    this.isRunning = true;
    this.lookedAtMs = nowMs;
    this.sweep(ledger, nowMs)
      .catch((error: unknown) => this.options.onFailure?.(error))
      .finally(() => {
        this.isRunning = false;
      });
  }

  private async sweep(ledger: Pick<BusLedger, 'read'>, nowMs: number): Promise<void> {
    const { consumers, isLost } = (await ledger.read()).state;
    const handled = Object.values(consumers).map(({ handledTo }) => handledTo);
    if (isLost || handled.length === 0) return;
    const settled = this.settledBy(handled.reduce(earlierCursor), nowMs);
    if (settled !== undefined) await this.scan(settled, nowMs);
    await this.publishDue(nowMs);
    await this.write();
  }

  /** What everybody had acknowledged as long ago as patience asks for. */
  private settledBy(cursor: string, nowMs: number): string | undefined {
    this.acknowledged = [...this.acknowledged, { cursor, seenAtMs: nowMs }];
    const settled = this.acknowledged.findLast(({ seenAtMs }) => seenAtMs <= nowMs - this.patienceMs);
    if (settled !== undefined) this.acknowledged = this.acknowledged.filter(({ seenAtMs }) => seenAtMs >= settled.seenAtMs);
    return settled?.cursor;
  }

  private async scan(to: string, nowMs: number): Promise<void> {
    const { session } = this.options;
    this.scannedTo ??= (await session.read({ name: 'swept', text: readSweptText }))[0]?.[0] ?? BEGINNING;
    while (this.standing.size < MAX_STANDING && earlierCursor(this.scannedTo, to) === this.scannedTo && this.scannedTo !== to) {
      const from = this.scannedTo.split('.');
      const end = await windowEnd(session, from, to.split('.'));
      const rows = await session.read({ name: 'standing', text: standingText, values: [...from, ...end] });
      for (const one of await this.standingIn(rows)) this.standing.set(one.position, { ...one, tries: 0, dueAtMs: nowMs });
      this.scannedTo = end.join('.');
      await this.write();
    }
  }

  /** Those of the rows that the events, and where it takes that their orders, say somebody has still to react to. */
  private async standingIn(rows: readonly Row[]): Promise<readonly Found[]> {
    const orders = await this.ordersOf(rows.filter(([, , , , , , reaction]) => isAwaitedByOrder(reaction ?? '')));
    return rows.flatMap((row) => {
      const [, , , , , position, reaction, subject] = row;
      const event = eventIn(row);
      if (event === undefined || !awaitsReaction(event)) return [];
      if (isAwaitedByOrder(reaction ?? '') && !isRevocationAwaited(orders.get(subject ?? ''))) return [];
      return [{ event, position: position ?? '', cursor: row.slice(3, 6).join('.') }];
    });
  }

  private async ordersOf(rows: readonly Row[]): Promise<ReadonlyMap<string, Order | undefined>> {
    const subjects = [...new Set(rows.map((row) => row[7] ?? ''))];
    if (subjects.length === 0) return new Map();
    const found = await this.options.session.read({ name: 'read', text: readText, values: [subjects] });
    return new Map(rowsByKey(subjects, found).map((events, index) => [subjects[index] ?? '', fold(historyIn(events).events)]));
  }

  /** Stops where the bus refuses: what it did not take counts as no try, and is due with the next look. */
  private async publishDue(nowMs: number): Promise<void> {
    const due = [...this.standing.values()].filter(({ dueAtMs }) => dueAtMs <= nowMs);
    for (let start = 0; start < due.length; start += PAGE_SIZE)
      await this.publishPage(due.slice(start, start + PAGE_SIZE), nowMs);
  }

  private async publishPage(page: readonly Standing[], nowMs: number): Promise<void> {
    const { session, publish, onStanding } = this.options;
    const values = [page.map(({ position }) => position)];
    const rows = await session.read({ name: 'still-standing', text: stillStandingText, values });
    const still = new Set((await this.standingIn(rows)).map(({ position }) => position));
    for (const { position } of page) if (!still.has(position)) this.standing.delete(position);
    const again = page.filter(({ position }) => still.has(position));
    const outcomes = await Promise.allSettled(again.map(({ event }) => publish(event, { copy: `swept-${newId()}` })));
    const published = again.filter((_, index) => outcomes[index]?.status === 'fulfilled');
    for (const one of published) this.count(one, nowMs);
    if (published.length > 0) onStanding?.(published.map(({ event }) => event));
    const refused = outcomes.find((outcome) => outcome.status === 'rejected');
    if (refused !== undefined) throw refused.reason;
  }

  private count(one: Standing, nowMs: number): void {
    const tries = one.tries + 1;
    if (isGivenUp(tries)) this.standing.delete(one.position);
    else this.standing.set(one.position, { ...one, tries, dueAtMs: dueAgain(one.tries, nowMs, this.patienceMs) });
  }

  /** Whoever relays next begins before the first that still stands. */
  private async write(): Promise<void> {
    const cursors = [...this.standing.values()].map(({ cursor }) => cursor);
    const sweptTo = cursors.length === 0 ? this.scannedTo : before(cursors.reduce(earlierCursor));
    if (sweptTo === undefined || sweptTo === this.writtenTo) return;
    await this.options.session.query({ name: 'swept-write', text: writeSweptText, values: [sweptTo] });
    this.writtenTo = sweptTo;
  }
}

/** The cursor right before an event's. */
const before = (cursor: string): string => {
  const [epoch, xid, position] = cursor.split('.');
  return `${epoch}.${xid}.${BigInt(position ?? 0) - 1n}`;
};
