import { TransientError } from '@tollgate/errors';
import type { SmtpReply } from './classify-reply.js';
import { IdleSessions } from './idle-sessions.store.js';
import { type LaneSettings, Lanes, MAX_LANES, type Pass } from './lanes.js';
import { SmtpFailure, type SmtpServer, SmtpSession } from './smtp-session.client.js';

/** A mail was not taken, or not tried. It may be tried again. */
export class MailNotTaken extends TransientError {
  /** What the server said; undefined where it was not asked at all. */
  readonly reply: SmtpReply | undefined;
  /** When to come again where it was not. */
  readonly retryInMs: number;

  constructor(message: string, { retryInMs = 0, cause }: { readonly retryInMs?: number; readonly cause?: Error }) {
    super(message, { cause });
    this.reply = cause instanceof SmtpFailure ? cause.reply : undefined;
    this.retryInMs = retryInMs;
  }
}

/** A connection, for one mail. */
export interface Place {
  readonly session: SmtpSession;
  readonly pass: Pass;
}

interface Waiting {
  readonly lane: string;
  readonly resolve: (place: Place) => void;
  readonly reject: (error: Error) => void;
  isWaiting: boolean;
  timer?: NodeJS.Timeout;
}

/** Most servers end a silent connection after a minute or more; ours ends before, so that none breaks under a mail. */
const idleMs = 25_000;
/** A mail that finds no free place in this time is tried later. */
const placeWithinMs = 15_000;
/** So long no more connections are opened than the server was seen to allow. */
const allowedForMs = 60_000;
/** When to come again where all places were taken. */
const busyRetryMs = 5_000;

const domainLane = (maxRunning: number): LaneSettings => ({
  maxRunning,
  failuresToClose: 3,
  firstPauseMs: 30_000,
  maxPauseMs: 900_000,
});
const serverLane: LaneSettings = { maxRunning: Infinity, failuresToClose: 1, firstPauseMs: 1_000, maxPauseMs: 15_000 };
const SERVER = 'server';

/** A few connections that are kept open: a greeting, and with TLS a handshake, for each mail would cost more than the mail. At most half of
 *  them are for the mails of one lane; a connection over which a mail takes long does not count any more, so that it keeps nobody up. */
export class SessionPool {
  private readonly idle = new IdleSessions<SmtpSession>(idleMs, (session) => this.discard(session));
  /** By lane, and in each in turn: a lane that is full, or has many waiting, keeps the others from nothing. */
  private readonly waiting = new Map<string, Waiting[]>();
  /** Over which a mail takes long, the longest first, and whether that may be cut off. */
  private readonly detached = new Map<SmtpSession, { readonly isCopy: boolean }>();
  private readonly domains: Lanes;
  /** What was last answered in a lane that was not good since. */
  private readonly answers = new Map<string, SmtpReply>();
  private readonly whole = new Lanes(serverLane);
  /** How many count: those that are being opened, too. */
  private open = 0;
  private opening = 0;
  private isTroubled = false;
  private allowed = { sessions: Infinity, untilMs: 0 };
  private isClosing = false;

  constructor(
    private readonly server: SmtpServer,
    private readonly maxSessions: number,
    private readonly nowMs: () => number,
  ) {
    this.domains = new Lanes(domainLane(Math.max(1, Math.ceil(maxSessions / 2))));
  }

  /** How long the server, or this lane of it, is left alone; 0: both may be tried. */
  closedForMs(lane: string): number {
    const now = this.nowMs();
    return Math.max(this.whole.closedForMs(SERVER, now), this.domains.closedForMs(lane, now));
  }

  /** How long the whole server is left alone. */
  get serverClosedForMs(): number {
    return this.whole.closedForMs(SERVER, this.nowMs());
  }

  /** What a lane last answered, where it is left alone for that. */
  answerOf(lane: string): SmtpReply | undefined {
    return this.domains.closedForMs(lane, this.nowMs()) > 0 ? this.answers.get(lane) : undefined;
  }

  /** Throws MailNotTaken where there is no place in time, or the server or the lane is left alone. */
  take(lane: string): Promise<Place> {
    return this.waitIn(lane, (queue, one) => {
      queue.push(one);
      this.dispatch();
    });
  }

  /** After a mail. `good`: the server does for this lane; the answer by which it does not; `none`: nothing was learned of that. */
  leave({ session, pass }: Place, result: 'good' | 'none' | SmtpReply): void {
    this.domains.leave(pass, typeof result === 'string' ? result : 'bad', this.nowMs());
    if (result === 'good') this.isGood(pass.lane);
    else if (result !== 'none') this.note(pass.lane, result);
    if (this.detached.delete(session)) session.close();
    else if (session.isEnded) this.open -= 1;
    else this.rest(session);
    this.dispatch();
  }

  /** The server has refused us, whoever the mail is for. */
  refused(): void {
    this.isTroubled = true;
    this.whole.leave(this.whole.enter(SERVER), 'bad', this.nowMs());
    this.dispatch();
  }

  /** A mail takes long: its connection is not counted, so that it keeps nobody up. Once the server has taken the recipient that counts for its lane;
   *  before, the silence is the server's. Of too many such mails the oldest is cut off, one of which nothing left rather than one that may be
   *  taken already; a copy of such a mail never is, so that there is one copy for that reason, and no more. */
  detach({ session, pass }: Place, mail: { readonly isCopy: boolean }): void {
    if (session.isMessageOut) this.domains.late(pass.lane, this.nowMs());
    const cutOff = this.detached.size < this.maxSessions ? undefined : this.oldestToCutOff();
    if (this.detached.size < this.maxSessions || cutOff !== undefined) {
      this.detached.set(session, mail);
      this.open -= 1;
    }
    cutOff?.abandon();
    this.dispatch();
  }

  /** Another place for a mail whose connection is silent, before those that wait. No connection that rests is trusted any more: they are as old, and
   *  may be as dead. */
  replace(place: Place): Promise<Place> {
    for (const session of this.idle.drain()) this.discard(session);
    return this.waitIn(place.pass.lane, (queue, one) => {
      queue.unshift(one);
      this.leave(place, 'none');
    });
  }

  close(): void {
    this.isClosing = true;
    for (const session of this.idle.drain()) session.close();
  }

  private oldestToCutOff(): SmtpSession | undefined {
    const all = [...this.detached];
    const found = all.find(([session]) => !session.isMessageOut) ?? all.find(([, { isCopy }]) => !isCopy);
    return found?.[0];
  }

  private get limit(): number {
    const { sessions, untilMs } = this.allowed;
    return this.nowMs() < untilMs ? Math.min(this.maxSessions, sessions) : this.maxSessions;
  }

  /** Gives free places to the lanes in turn, and turns away whose lane is closed. */
  private dispatch(): void {
    const nowMs = this.nowMs();
    for (const [lane, queue] of this.waiting) {
      const closedForMs = Math.max(this.whole.closedForMs(SERVER, nowMs), this.domains.closedForMs(lane, nowMs));
      if (closedForMs > 0) this.turnAway(lane, queue, closedForMs);
      else if (this.domains.hasRoom(lane) && this.hasPlace()) {
        this.waiting.delete(lane);
        if (queue.length > 1) this.waiting.set(lane, queue); // behind the others: it is looked at once more after them
        this.admit(queue.shift() as Waiting);
      }
    }
  }

  private hasPlace(): boolean {
    return this.idle.count > 0 || this.open < this.limit;
  }

  private waitIn(lane: string, enter: (queue: Waiting[], one: Waiting) => void): Promise<Place> {
    return new Promise((resolve, reject) => {
      const one: Waiting = { lane, resolve, reject, isWaiting: true };
      enter(this.queueOf(lane), one);
      this.limitWait(one);
    });
  }

  private queueOf(lane: string): Waiting[] {
    const queue = this.waiting.get(lane) ?? [];
    this.waiting.set(lane, queue);
    return queue;
  }

  private admit(one: Waiting): void {
    one.isWaiting = false;
    clearTimeout(one.timer);
    const pass = this.domains.enter(one.lane);
    for (let session = this.idle.pop(); session !== undefined; session = this.idle.pop()) {
      if (!session.isEnded) {
        one.resolve({ session, pass });
        return;
      }
      this.open -= 1;
    }
    this.open += 1;
    this.opening += 1;
    const server = this.whole.enter(SERVER);
    SmtpSession.open(this.server).then(
      (session) => {
        this.opening -= 1;
        this.whole.leave(server, 'none', this.nowMs());
        one.resolve({ session, pass });
        this.dispatch();
      },
      (cause: Error) => {
        this.open -= 1;
        this.opening -= 1;
        this.domains.leave(pass, 'none', this.nowMs());
        this.couldNotOpen(one, server, cause);
        this.dispatch();
      },
    );
  }

  /** Where others are open, the server may want no more than those: it waits for one of them. */
  private couldNotOpen(one: Waiting, server: Pass, cause: Error): void {
    const established = this.open - this.opening;
    if (established > 0 && !server.isProbe) {
      this.whole.leave(server, 'none', this.nowMs());
      this.allowed = { sessions: established, untilMs: this.nowMs() + allowedForMs };
      one.isWaiting = true;
      this.queueOf(one.lane).unshift(one);
      this.limitWait(one);
      return;
    }
    this.isTroubled = true;
    this.whole.leave(server, 'bad', this.nowMs());
    one.reject(new MailNotTaken('the mail server cannot be reached', { cause }));
  }

  private note(lane: string, answer: SmtpReply): void {
    const [oldest] = this.answers.size < MAX_LANES ? [] : this.answers.keys();
    if (oldest !== undefined) this.answers.delete(oldest);
    this.answers.set(lane, answer);
  }

  private isGood(lane: string): void {
    this.answers.delete(lane);
    if (!this.isTroubled) return;
    this.isTroubled = false;
    this.whole.leave(this.whole.enter(SERVER), 'good', this.nowMs());
  }

  private limitWait(one: Waiting): void {
    if (one.isWaiting) one.timer = setTimeout(() => this.giveUp(one), placeWithinMs);
  }

  private turnAway(lane: string, queue: readonly Waiting[], retryInMs: number): void {
    this.waiting.delete(lane);
    for (const one of queue) {
      one.isWaiting = false;
      clearTimeout(one.timer);
      one.reject(new MailNotTaken('the mail server, or the domain, is left alone for a while', { retryInMs }));
    }
  }

  private giveUp(one: Waiting): void {
    const queue = this.queueOf(one.lane).filter((other) => other !== one);
    if (queue.length > 0) this.waiting.set(one.lane, queue);
    else this.waiting.delete(one.lane);
    one.reject(new MailNotTaken('all connections to the mail server are busy', { retryInMs: busyRetryMs }));
  }

  private rest(session: SmtpSession): void {
    if (this.isClosing) session.close();
    else this.idle.push(session);
  }

  private discard(session: SmtpSession): void {
    session.close();
    this.open -= 1;
  }
}
