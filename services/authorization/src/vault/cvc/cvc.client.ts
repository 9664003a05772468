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

/** Asks this replica. Undefined when it is gone, and with it what it had in memory. Throws TransientError when it
 *  lives and cannot give the CVC now, or when that is not known. */
export type AskReplica = (replica: string, request: CvcRequest) => Promise<CvcAnswer | undefined>;

/** Asks by core request: never on a stream. */
export const askReplicaOver =
  (requests: Requests): AskReplica =>
  async (replica, request) => {
    try {
      const subject = subjects.takeCvc(replica);
      return await requests.request(subject, TakeCvcRequestSchema, TakeCvcResponseSchema, request, TIMEOUT_MS);
    } catch (error) {
      if (error instanceof NobodyAnswers) return undefined;
      throw error;
    }
  };
