import { randomBytes } from 'node:crypto';
import { requests as subjects, TakeCvcRequestSchema, type TakeCvcResponse, TakeCvcResponseSchema } from '@tollgate/contracts';
import { NobodyAnswers, type Requests } from '@tollgate/messaging';

/** This process, as cards name it. A new one at every start: what the last one had in memory is gone. */
export const thisReplica = randomBytes(6).toString('hex');

/** A replica that lives answers in a millisecond; for one that does not, nobody should wait long: the merchant does,
 *  too. */
const TIMEOUT_MS = 1_000;

export interface CvcRequest {
  readonly token: string;
  /** Who asks. */
  readonly replica: string;
  /** X25519, base64: the answer is sealed to it. */
  readonly publicKey: string;
  readonly isReceived: boolean;
}

export type CvcAnswer = Pick<TakeCvcResponse, 'sealed' | 'remainingMs' | 'movedTo'>;

/** Nobody listens for a replica while its connection to the bus is made anew: after a restart of the bus, or after it was busy for so long that the
 *  bus let go of it. It is gone only when nobody has listened for as long as this; a merchant waits twice as long. */
const GONE_AFTER_MS = 5_000;
/** Between two questions at which nobody was there it may have been there for this long. */
const FORGOTTEN_AFTER_MS = 10_000;

/** Asks this replica. Undefined when it is gone, and with it what it had in memory. Throws TransientError when it
 *  lives and cannot give the CVC now, or when that is not known. */
export type AskReplica = (replica: string, request: CvcRequest) => Promise<CvcAnswer | undefined>;

/** Since when nobody has been there for each replica. */
export class Absences {
  private readonly absences = new Map<string, { readonly sinceMs: number; lastMs: number }>();

  constructor(private readonly nowMs: () => number = () => performance.now()) {}

  /** Whether the replica is gone, now that nobody was there for it from `askedMs` on. */
  isGone(replica: string, askedMs: number): boolean {
    const nowMs = this.nowMs();
    for (const [name, { lastMs }] of this.absences) if (nowMs - lastMs > FORGOTTEN_AFTER_MS) this.absences.delete(name);
    const absence = this.absences.get(replica) ?? { sinceMs: askedMs, lastMs: nowMs };
    absence.lastMs = nowMs;
    this.absences.set(replica, absence);
    return nowMs - absence.sinceMs >= GONE_AFTER_MS;
  }

  isBack(replica: string): void {
    this.absences.delete(replica);
  }
}

/** Asks by core request: never on a stream. Waits for a replica that is away until it is back, or gone. */
export const askReplicaOver = (requests: Requests): AskReplica => {
  const absences = new Absences();
  return async (replica, request) => {
    const subject = subjects.takeCvc(replica);
    const askedMs = performance.now();
    do {
      try {
        const answer = await requests.request(subject, TakeCvcRequestSchema, TakeCvcResponseSchema, request, TIMEOUT_MS);
        absences.isBack(replica);
        return answer;
      } catch (error) {
        if (!(error instanceof NobodyAnswers)) throw error;
      }
    } while (!absences.isGone(replica, askedMs));
    return undefined;
  };
};
