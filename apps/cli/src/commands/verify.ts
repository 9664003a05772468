import { type VerifyResult, verify } from '@tollgate/order-log';
import { openDatabase } from '../log-reader.js';
import { progressBar } from '../progress.js';
import { findStack, need } from '../stack.js';

/** Re-hashes a whole log. */
export const verifyLog = async (postgresUrl: string): Promise<VerifyResult> => {
  const db = await openDatabase(postgresUrl);
  const { rows } = await db.query<{ count: string }>('select count(*) from order_log.events');
  await db.end();
  const bar = progressBar('verifying', Number(rows[0]?.count));
  try {
    return await verify(postgresUrl, (checked) => bar.update(checked));
  } finally {
    bar.stop();
  }
};

/** `tollgate verify`: 0 when every chain holds, 1 with the first event that does not fit. */
export const verifyCommand = async (): Promise<number> => {
  const result = await verifyLog(need(findStack(), 'postgresUrl'));
  if (result.ok) {
    console.log(`✓ ${result.checkedEvents} events: every hash chain holds`);
    return 0;
  }
  const { firstBad } = result;
  console.log(
    `✗ after ${result.checkedEvents} events: position ${firstBad?.position}, order ${firstBad?.order}, ${firstBad?.stream} ${firstBad?.version}: ${firstBad?.why}`,
  );
  return 1;
};
