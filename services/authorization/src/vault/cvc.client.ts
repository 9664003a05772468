import { requests as subjects, TakeCvcRequestSchema, TakeCvcResponseSchema } from '@tollgate/contracts';
import { TransientError } from '@tollgate/errors';
import type { Requests } from '@tollgate/messaging';
import type { AskForCvc } from './vault.js';

/** A replica that lives answers in a millisecond; for one that does not, nobody should wait long: the merchant does, too. */
const PATIENCE_MS = 1_000;

/** Asks by core request; a replica that is gone has no CVC any more. */
export const askReplicaForCvc =
  (requests: Requests): AskForCvc =>
  async (replica, token) => {
    try {
      const subject = subjects.takeCvc(replica);
      return (await requests.request(subject, TakeCvcRequestSchema, TakeCvcResponseSchema, { token }, PATIENCE_MS)).cvc;
    } catch (error) {
      if (error instanceof TransientError) return '';
      throw error;
    }
  };
