import { type Clock, systemClock } from '@tollgate/errors';
import type { ConnectionOptions } from '../connection/connection-settings.js';
import { Session } from '../connection/session.js';
import type { Row, Statement } from '../statements/statement.js';

const DEFAULT_DEADLINE_MS = 12_000;

export interface LockSessionOptions extends Omit<ConnectionOptions, 'timeouts'> {
  /** What is locked, one name for the whole database, e.g. `reporting.leader`. The server lists the session by it. */
  readonly name: string;
  /** After so long without a word from its holder the server gives the locks to others. The holder stops relying on
   *  them a quarter sooner. Default: 12 s. */
  readonly deadlineMs?: number | undefined;
  /** The machine's unless given. */
  readonly clock?: Clock | undefined;
  /** Told of each time the database could not be asked. */
  readonly onFailure?: ((error: unknown) => void) | undefined;
}

/** A session that holds advisory locks and shows the server that it lives. The server ends a session that was idle
 *  for the deadline, and with it go its locks: also those of a holder that is frozen, or cut off. The holder's
 *  deadline begins when it sends and is shorter, the server's begins when it receives: so the holder knows first.
 *  Clocks are not compared: durations are measured, and where a machine was suspended, which its measure may not show, by its
 *  clock as well. One exception: a connection that something on the way resets towards the server alone;
 *  then the locks are free at once, and the holder learns of it within its deadline. */
export class LockSession {
  private readonly session: Session;
  private readonly deadlineMs: number;
  private readonly beats: NodeJS.Timeout;
  private trustedSession = 0;
  private trustedUntilMs = 0;
  private trustedUntil = 0;
  private isBeating = false;
  private expiry: NodeJS.Timeout | undefined;

  constructor(
    private readonly options: LockSessionOptions,
    /** Told as soon as the locks of a session can be relied on no more. */
    private readonly onLost: () => void,
  ) {
    this.deadlineMs = options.deadlineMs ?? DEFAULT_DEADLINE_MS;
    const waitMs = this.deadlineMs / 2;
    this.session = new Session({
      ...options,
      settings: { ...options.settings, idle_session_timeout: this.deadlineMs },
      timeouts: { connectMs: waitMs, statementMs: waitMs, queryMs: waitMs },
      onLost: (error) => this.lose(error),
    });
    this.beats = setInterval(() => void this.beat(), this.deadlineMs / 4).unref();
  }

  /** The session whose locks can be relied on now; undefined for none. */
  get trusted(): number | undefined {
    if (this.trustedSession === 0 || this.trustedSession !== this.session.session) return undefined;
    if (performance.now() >= this.trustedUntilMs) return undefined;
    if (this.nowMs() < this.trustedUntil) return this.trustedSession;
    this.drop(); // a machine that was suspended, or a clock that was set: others may have the locks
    return undefined;
  }

  private nowMs(): number {
    return (this.options.clock ?? systemClock).now().getTime();
  }

  /** Runs a statement, and answers on which session that was. Throws what `toKnownError` says. */
  async query(statement: Statement): Promise<{ readonly session: number; readonly rows: readonly Row[] }> {
    await this.session.ready();
    const { session } = this.session;
    const sent = { ms: performance.now(), at: this.nowMs() };
    const rows = await this.session.queryOn(session, statement);
    this.trust(session, sent);
    return { session, rows };
  }

  /** Gives up the session, and with it all its locks; the next statement makes a new one. */
  drop(): void {
    this.session.drop();
  }

  /** Gives all locks back, as the session ends. */
  async close(): Promise<void> {
    clearInterval(this.beats);
    clearTimeout(this.expiry);
    this.trustedSession = 0;
    await this.session.close();
  }

  private async beat(): Promise<void> {
    if (this.isBeating || !this.session.isConnected) return;
    this.isBeating = true;
    await this.query({ name: 'beat', text: 'SELECT 1' }).catch((error: unknown) => this.options.onFailure?.(error));
    this.isBeating = false;
  }

  private trust(session: number, sent: { readonly ms: number; readonly at: number }): void {
    if (session !== this.session.session) return;
    this.trustedSession = session;
    const trustedMs = (3 / 4) * this.deadlineMs;
    this.trustedUntilMs = Math.max(this.trustedUntilMs, sent.ms + trustedMs);
    this.trustedUntil = sent.at + trustedMs;
    clearTimeout(this.expiry);
    this.expiry = setTimeout(() => this.drop(), this.trustedUntilMs - performance.now()).unref();
  }

  private lose(error: unknown): void {
    this.options.onFailure?.(error);
    if (this.trustedSession === 0) return;
    this.trustedSession = 0;
    this.trustedUntilMs = 0;
    clearTimeout(this.expiry);
    this.onLost();
  }
}
