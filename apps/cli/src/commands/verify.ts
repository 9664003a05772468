import { type VerifyReport, verify } from '@tollgate/order-log';
import { progressBar } from '../progress.js';
import { CannotCheck, findStack, need } from '../stack.js';

/** Re-hashes a whole log. */
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

/** `tollgate verify`: 0 when every chain holds, 1 with the first event that does not fit. */
export const verifyCommand = async (): Promise<number> => {
  const { firstBad, checkedEvents, checkedOrders } = await verifyLog(need(findStack(), 'postgresUrl'));
  if (firstBad === undefined) {
    console.log(`✓ ${checkedEvents} events of ${checkedOrders} orders: every hash chain holds`);
    return 0;
  }
  const { position, order, stream, version, why } = firstBad;
  console.log(`✗ position ${position}, order ${order}, ${stream} ${version}: ${why}`);
  return 1;
};
