import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Merchants' webhooks. What is sent is not kept here: a delivery names its event, and the log has it. */
export class CreateWebhooks1765300000000 implements MigrationInterface {
  readonly name = 'CreateWebhooks1765300000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['webhook_tries', 'webhook_deliveries', 'webhook_place', 'webhook_endpoints'])
      await runner.query(`DROP TABLE ${table}`);
  }
}

const statements = [
  `CREATE TABLE webhook_endpoints (
    id uuid NOT NULL, merchant text NOT NULL, mode text NOT NULL, url text NOT NULL,
    -- empty: all types
    events text[] NOT NULL, is_ordered boolean NOT NULL, signature text NOT NULL, description text NOT NULL, is_enabled boolean NOT NULL,
    -- it answered 410
    is_gone boolean NOT NULL DEFAULT false,
    sealed_key bytea NOT NULL, public_key text NOT NULL, previous_sealed_key bytea, previous_key_until timestamptz,
    -- the command that changed the key last
    key_command uuid,
    -- events of transactions before this one are not its concern
    since_epoch int NOT NULL, since_xid xid8 NOT NULL,
    failing_since timestamptz, failures int NOT NULL DEFAULT 0, openings int NOT NULL DEFAULT 0, paused_until timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT webhook_endpoints_pkey PRIMARY KEY (id))`,
  'CREATE INDEX webhook_endpoints_store ON webhook_endpoints (merchant, mode, created_at)',
  // How far the log was read for them, by whichever replica has the row's lock.
  `CREATE TABLE webhook_place (is_the_one boolean NOT NULL DEFAULT true CHECK (is_the_one),
    epoch int NOT NULL, xid xid8 NOT NULL, position bigint NOT NULL, CONSTRAINT webhook_place_pkey PRIMARY KEY (is_the_one))`,
  `INSERT INTO webhook_place (epoch, xid, position) VALUES (0, '0', 0)`,
  `CREATE TABLE webhook_deliveries (
    id uuid NOT NULL DEFAULT gen_random_uuid(), number bigint GENERATED ALWAYS AS IDENTITY,
    endpoint uuid NOT NULL, merchant text NOT NULL, mode text NOT NULL, event uuid NOT NULL,
    -- where the event lies in the log; null of a test, which has its body here
    subject_id uuid, stream text, version int, body text,
    type text NOT NULL, sequence int NOT NULL,
    status text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'succeeded', 'failed')),
    tries int NOT NULL DEFAULT 0,
    -- those since somebody asked for it, by which the next wait goes
    recent_tries int NOT NULL DEFAULT 0,
    next_at timestamptz NOT NULL, give_up_at timestamptz NOT NULL,
    answer_status int NOT NULL DEFAULT 0, problem text NOT NULL DEFAULT '',
    created_at timestamptz NOT NULL, ended_at timestamptz,
    CONSTRAINT webhook_deliveries_pkey PRIMARY KEY (id),
    CONSTRAINT webhook_deliveries_once UNIQUE (endpoint, event),
    CONSTRAINT webhook_deliveries_endpoint FOREIGN KEY (endpoint) REFERENCES webhook_endpoints (id) ON DELETE CASCADE
  ) WITH (fillfactor = 80)`,
  `CREATE INDEX webhook_deliveries_due ON webhook_deliveries (endpoint, next_at, number) WHERE status = 'pending'`,
  `CREATE INDEX webhook_deliveries_heads ON webhook_deliveries (endpoint, subject_id, sequence) WHERE status = 'pending'`,
  'CREATE INDEX webhook_deliveries_store ON webhook_deliveries (merchant, mode, number)',
  'CREATE INDEX webhook_deliveries_by_endpoint ON webhook_deliveries (endpoint, number)',
  'CREATE INDEX webhook_deliveries_by_order ON webhook_deliveries (subject_id)',
  `CREATE INDEX webhook_deliveries_ended ON webhook_deliveries (ended_at) WHERE status <> 'pending'`,
  `CREATE TABLE webhook_tries (
    delivery uuid NOT NULL, number int NOT NULL, at timestamptz NOT NULL, took_ms int NOT NULL, url text NOT NULL, request_headers json NOT NULL,
    answer_status int NOT NULL, answer_body text NOT NULL, problem text NOT NULL,
    CONSTRAINT webhook_tries_pkey PRIMARY KEY (delivery, number),
    CONSTRAINT webhook_tries_delivery FOREIGN KEY (delivery) REFERENCES webhook_deliveries (id) ON DELETE CASCADE)`,
];
