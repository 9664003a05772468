/** Up to which sequence of the stream messages were removed as handled, said before they are: what else is missing at its beginning was lost. */
export const removed = {
  name: '005-removed',
  sql: 'ALTER TABLE order_log.bus ADD COLUMN removed_to bigint;',
} as const;
