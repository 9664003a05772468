/** What the bus is known to have done with the log, kept by the process that relays: see BusState. */
export const bus = {
  name: '004-bus',
  sql: `
CREATE TABLE order_log.bus (
  is_the_one bool PRIMARY KEY DEFAULT true CHECK (is_the_one),
  state json,
  -- the cursor below which every event was found to have been followed by what it asks for: see Sweep
  swept_to text
) WITH (fillfactor = 50);
INSERT INTO order_log.bus (state) VALUES (NULL);
`,
} as const;
