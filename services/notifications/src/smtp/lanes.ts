/** How many mails of one lane may be on their way at once, and how it is left alone after failures. Times are in milliseconds. */
export interface LaneSettings {
  readonly maxRunning: number;
  /** So many failures in a row close the lane. */
  readonly failuresToClose: number;
  /** A closed lane is tried again after this, by one mail; twice as long after each that fails, up to the most. */
  readonly firstPauseMs: number;
  readonly maxPauseMs: number;
}

/** The right to one try; given back by `leave`. */
export interface Pass {
  readonly lane: string;
  /** It finds out whether a closed lane is open again. */
  readonly isProbe: boolean;
}

interface Lane {
  running: number;
  failures: number;
  closedAtMs: number;
  pauseMs: number;
  isProbed: boolean;
}

/** More names than this are not kept: those that failed longest ago are forgotten first. */
export const MAX_LANES = 10_000;

/** Keeps what is slow or broken apart from the rest: a lane is what succeeds or fails together, e.g. the mails to one domain. A lane has a bound
 *  of mails on their way, and one that failed several times in a row is closed for a while. */
export class Lanes {
  private readonly lanes = new Map<string, Lane>();

  constructor(private readonly settings: LaneSettings) {}

  /** How long nothing may be tried there; 0: it is open. While a closed lane is tried by somebody, the others wait for what comes of it. */
  closedForMs(name: string, nowMs: number): number {
    const lane = this.lanes.get(name);
    if (lane === undefined || !this.isClosed(lane)) return 0;
    if (lane.isProbed) return this.settings.firstPauseMs;
    const passedMs = nowMs - lane.closedAtMs;
    return passedMs < 0 ? 0 : Math.max(0, lane.pauseMs - passedMs); // a clock that was set back must not close it for longer
  }

  /** Whether one more may be on its way in an open lane. */
  hasRoom(name: string): boolean {
    const lane = this.lanes.get(name);
    return lane === undefined || lane.running < this.settings.maxRunning;
  }

  enter(name: string): Pass {
    const lane = this.lanes.get(name) ?? this.add(name);
    lane.running += 1;
    const isProbe = this.isClosed(lane);
    if (isProbe) lane.isProbed = true;
    return { lane: name, isProbe };
  }

  /** `none`: nothing was learned. */
  leave({ lane: name, isProbe }: Pass, result: 'good' | 'bad' | 'none', nowMs: number): void {
    const lane = this.lanes.get(name);
    if (lane === undefined) return; // forgotten meanwhile
    lane.running -= 1;
    if (isProbe) lane.isProbed = false;
    if (result === 'good') lane.failures = 0;
    if (result === 'bad') this.fail(lane, isProbe, nowMs);
    if (lane.running === 0 && lane.failures === 0) this.lanes.delete(name);
  }

  /** Something there takes long: a failure, until it ends well. A lane with less room than failures close it is closed once it is full of such. */
  late(name: string, nowMs: number): void {
    const lane = this.lanes.get(name);
    if (lane === undefined || this.isClosed(lane)) return;
    const { failuresToClose, maxRunning } = this.settings;
    lane.failures = Math.max(lane.failures, failuresToClose - maxRunning);
    this.fail(lane, false, nowMs);
  }

  private isClosed({ failures }: Lane): boolean {
    return failures >= this.settings.failuresToClose;
  }

  /** What had begun before a lane was closed says nothing new. */
  private fail(lane: Lane, isProbe: boolean, nowMs: number): void {
    if (this.isClosed(lane) && !isProbe) return;
    lane.failures += 1;
    const { failuresToClose, firstPauseMs, maxPauseMs } = this.settings;
    const doublings = lane.failures - failuresToClose;
    if (doublings < 0) return;
    lane.closedAtMs = nowMs;
    lane.pauseMs = Math.min(maxPauseMs, firstPauseMs * 2 ** Math.min(doublings, 30));
  }

  private forgetOldest(): void {
    for (const [name, { running }] of this.lanes) {
      if (running > 0) continue;
      this.lanes.delete(name);
      return;
    }
  }

  private add(name: string): Lane {
    if (this.lanes.size >= MAX_LANES) this.forgetOldest();
    const lane = { running: 0, failures: 0, closedAtMs: 0, pauseMs: 0, isProbed: false };
    this.lanes.set(name, lane);
    return lane;
  }
}
