/** The log itself. Appending is inserting; nothing else is possible, for nobody, so that what was recorded stays what happened. */
export const createLog = {
  name: '001-create-log',
  sql: `
CREATE TABLE order_log.events (
  position bigint GENERATED ALWAYS AS IDENTITY,
  order_id uuid NOT NULL,
  stream text NOT NULL,
  version int NOT NULL CHECK (version > 0),
  type text NOT NULL,
  causation uuid NOT NULL,
  -- json, never jsonb: the exact bytes are what was hashed
  header json NOT NULL,
  data json NOT NULL,
  previous_hash bytea NOT NULL,
  hash bytea NOT NULL,
  -- outside the hash: what the tail and the relay go by
  xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  appended_by uuid NOT NULL,
  -- every unique key begins with the order, so that the table can be distributed by it
  CONSTRAINT events_version PRIMARY KEY (order_id, stream, version),
  -- a message delivered twice cannot append twice
  CONSTRAINT events_causation UNIQUE (order_id, stream, causation, type)
);
CREATE INDEX events_tail ON order_log.events (xid, position);
-- for what asks for the newest events: sweepers, consoles, bench
CREATE INDEX events_position ON order_log.events (position);

CREATE TABLE order_log.order_key (
  order_id uuid PRIMARY KEY,
  customer_id bytea NOT NULL,
  wrapped bytea NOT NULL
);
CREATE INDEX order_key_customer ON order_log.order_key (customer_id);

CREATE TABLE order_log.idempotency_records (
  id uuid PRIMARY KEY,
  merchant text NOT NULL,
  mode text NOT NULL,
  key text NOT NULL,
  fingerprint bytea NOT NULL,
  order_id uuid,
  answer text,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT idempotency_records_key UNIQUE (merchant, mode, key)
);

-- How far each appending process knows its own events to be on the bus.
CREATE TABLE order_log.publisher (
  instance uuid PRIMARY KEY,
  service text NOT NULL,
  published_to bigint NOT NULL,
  seen_at timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 50);

-- How far the relay has looked: everything up to here is on the bus.
CREATE TABLE order_log.relay (
  is_the_one bool PRIMARY KEY DEFAULT true CHECK (is_the_one),
  xid xid8 NOT NULL,
  position bigint NOT NULL
) WITH (fillfactor = 50);
INSERT INTO order_log.relay (xid, position) VALUES ('0', 0);

CREATE FUNCTION order_log.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the order event log is append-only: % is refused', TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER events_are_for_good BEFORE UPDATE OR DELETE ON order_log.events
  FOR EACH ROW EXECUTE FUNCTION order_log.refuse_change();
CREATE TRIGGER events_stay BEFORE TRUNCATE ON order_log.events
  FOR EACH STATEMENT EXECUTE FUNCTION order_log.refuse_change();
-- ALWAYS: also for a session that replays a replica's changes.
ALTER TABLE order_log.events ENABLE ALWAYS TRIGGER events_are_for_good;
ALTER TABLE order_log.events ENABLE ALWAYS TRIGGER events_stay;
`,
} as const;
