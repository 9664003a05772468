/** The log itself. Appending is inserting; nothing else is possible, for nobody, so that what was recorded stays what
 *  happened. */
export const createLog = {
  name: '001-create-log',
  sql: `
CREATE TABLE order_log.events (
  position bigint GENERATED ALWAYS AS IDENTITY,
  subject_id uuid NOT NULL,
  stream text NOT NULL,
  version int NOT NULL CHECK (version > 0),
  type text NOT NULL,
  causation uuid NOT NULL,
  -- json, never jsonb: the exact bytes are what was hashed
  header json NOT NULL,
  data json NOT NULL,
  previous_hash bytea NOT NULL,
  hash bytea NOT NULL,
  -- outside the hash: what the tail and the relay go by. Transaction ids mean something only within an epoch (table
  -- epochs).
  epoch int NOT NULL,
  xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  appended_by uuid NOT NULL,
  -- every unique key begins with the subject, so that the table can be distributed by it
  CONSTRAINT events_version PRIMARY KEY (subject_id, stream, version),
  -- a message delivered twice cannot append twice
  CONSTRAINT events_causation UNIQUE (subject_id, stream, causation, type)
);
CREATE INDEX events_tail ON order_log.events (epoch, xid, position);
-- for what asks for the newest events: sweepers, consoles, bench
CREATE INDEX events_position ON order_log.events (position);

CREATE TABLE order_log.order_key (
  order_id uuid PRIMARY KEY,
  customer_id bytea NOT NULL,
  wrapped bytea NOT NULL
);
CREATE INDEX order_key_customer ON order_log.order_key (customer_id);

-- What a merchant's keys were used for: scope request (the Idempotency-Key of a request) and reference (an order number
-- that is to be unique).
CREATE TABLE order_log.idempotency_records (
  id uuid PRIMARY KEY,
  merchant text NOT NULL,
  mode text NOT NULL,
  scope text NOT NULL CHECK (scope IN ('request', 'reference')),
  key text NOT NULL,
  fingerprint bytea NOT NULL,
  subject_id uuid,
  answer text,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT idempotency_records_key UNIQUE (merchant, mode, scope, key)
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
  epoch int NOT NULL,
  xid xid8 NOT NULL,
  position bigint NOT NULL
) WITH (fillfactor = 50);
INSERT INTO order_log.relay (epoch, xid, position) VALUES (1, '0', 0);

-- Each life of the log in a database cluster of its own. Transaction ids begin anew in a cluster that a dump was
-- restored into, so they are compared within an epoch only, and everything of earlier epochs is visible.
CREATE TABLE order_log.epochs (
  epoch int PRIMARY KEY,
  system_identifier bigint NOT NULL,
  started_at timestamptz NOT NULL DEFAULT now()
);

-- The epoch of the cluster at hand; begins a new one where the log was moved. Every session asks before it appends or
-- reads the tail. Within a cluster transaction ids only grow, through crashes, failover to a standby and recovery to a
-- point in time as well.
CREATE FUNCTION order_log.open_epoch() RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  here bigint := (SELECT system_identifier FROM pg_control_system());
  latest order_log.epochs;
BEGIN
  SELECT * INTO latest FROM order_log.epochs ORDER BY epoch DESC LIMIT 1;
  IF latest.system_identifier = here THEN RETURN latest.epoch; END IF;
  LOCK TABLE order_log.epochs IN EXCLUSIVE MODE;
  SELECT * INTO latest FROM order_log.epochs ORDER BY epoch DESC LIMIT 1;
  IF latest.system_identifier = here THEN RETURN latest.epoch; END IF;
  INSERT INTO order_log.epochs (epoch, system_identifier) VALUES (coalesce(latest.epoch, 0) + 1, here);
  RETURN coalesce(latest.epoch, 0) + 1;
END $$;

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
