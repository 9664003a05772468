import { type VerifyReport, verify } from '@tollgate/order-log';
import { progressBar } from '../progress.js';
import { CannotCheck, findStack, need } from '../stack.js';

/** Re-hashes a whole log. Throws CannotCheck when it cannot be read. */
export const verifyLog = async (connectionString: string): Promise<VerifyReport> => {
  const bar = progressBar('verifying', 0);
  try {
    return await verify({ connectionString, onProgress: (checked, all) => bar.update(checked, all) });
  } catch (cause) {
    throw new CannotCheck('the log could not be read', { cause });
  } finally {
    bar.stop();
  }
};

/** `tollgate verify`: 0 when every chain holds, 1 with the first event that does not fit, 2 when the log cannot be
 *  read. */
export const verifyCommand = async (): Promise<number> => {
  const { firstBad, checkedEvents, checkedSubjects } = await verifyLog(need(findStack(), 'postgresUrl'));
  if (firstBad === undefined) {
    console.log(`✓ ${checkedEvents} events of ${checkedSubjects} orders and other subjects: every hash chain holds`);
    return 0;
  }
  const { position, subject, stream, version, why } = firstBad;
  console.log(`✗ position ${position}, subject ${subject}, ${stream} ${version}: ${why}`);
  return 1;
};
