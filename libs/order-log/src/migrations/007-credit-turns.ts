/** A merchant's credits in a currency take their turns one after the other (scope credit), so that what they come to in a day is never more than
 *  the merchant allows. The check is not run over what is there: it allows all that the one before it did. */
export const creditTurns = {
  name: '007-credit-turns',
  sql: `
ALTER TABLE order_log.idempotency_records DROP CONSTRAINT idempotency_records_scope_check;
ALTER TABLE order_log.idempotency_records ADD CONSTRAINT idempotency_records_scope_check
  CHECK (scope IN ('request', 'reference', 'credit')) NOT VALID`,
};
