import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One row per order that was assessed, and the function that counts. It counts exactly: whoever shares a card, e-mail or IP with an order waits
 *  for it on an advisory lock of that key, taken in order of the key, so that two batches never wait for each other; each statement of the
 *  function sees what was committed before it, so the later one sees the earlier. An order that comes again gets the counts it got the first
 *  time. What is counted of a key is cut off at its limit: a hot key costs no more than a quiet one. */
export class CreateAttempts1764000000000 implements MigrationInterface {
  readonly name = 'CreateAttempts1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(createTable);
    await runner.query(createFunction);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION record_attempts');
    await runner.query('DROP TABLE attempts');
  }
}

const createTable = `
CREATE TABLE attempts (
  order_id uuid NOT NULL CONSTRAINT attempts_order PRIMARY KEY,
  -- 64 bits of a hash of merchant, mode and the key; null where the order has no such key
  card bigint,
  email bigint,
  ip bigint,
  -- the same of card, e-mail and total
  likeness bigint,
  -- when the order was priced, by the event: what was kept waiting is not taken for a rush
  attempted_at timestamptz NOT NULL,
  -- what went before it, as it was told
  card_count smallint NOT NULL,
  email_count smallint NOT NULL,
  ip_count smallint NOT NULL,
  duplicate_of uuid
);
CREATE INDEX attempts_card ON attempts (card, attempted_at) WHERE card IS NOT NULL;
CREATE INDEX attempts_email ON attempts (email, attempted_at) WHERE email IS NOT NULL;
CREATE INDEX attempts_ip ON attempts (ip, attempted_at) WHERE ip IS NOT NULL;
CREATE INDEX attempts_age ON attempts (attempted_at)`;

const count = (key: string): string =>
  `(SELECT count(*) FROM (SELECT FROM attempts WHERE ${key} = attempt.${key} AND attempted_at > attempt.at - ${key}_window
     AND attempted_at < attempt.at + ${key}_window LIMIT ${key}_limit) AS within)`;

/** The repetitions themselves are no precedent: a customer who tries again after the window is heard. Of one card the newest 50 are looked at. */
const firstAlike = `
  (SELECT order_id FROM (SELECT order_id, likeness, duplicate_of, attempted_at FROM attempts WHERE card = attempt.card
     AND attempted_at > attempt.at - duplicate_window AND attempted_at < attempt.at + duplicate_window ORDER BY attempted_at DESC LIMIT 50) AS recent
   WHERE likeness = attempt.likeness AND duplicate_of IS NULL ORDER BY attempted_at LIMIT 1)`;

const createFunction = `
CREATE FUNCTION record_attempts(
  orders uuid[], cards bigint[], emails bigint[], ips bigint[], likenesses bigint[], times timestamptz[],
  card_limit int, card_window interval, email_limit int, email_window interval, ip_limit int, ip_window interval, duplicate_window interval
) RETURNS TABLE (card_count smallint, email_count smallint, ip_count smallint, duplicate_of uuid)
LANGUAGE plpgsql VOLATILE AS $$
#variable_conflict use_column
DECLARE
  attempt record;
BEGIN
  PERFORM pg_advisory_xact_lock(key) FROM (SELECT DISTINCT key FROM unnest(cards || emails || ips) AS key WHERE key IS NOT NULL ORDER BY key) AS keys;
  FOR attempt IN SELECT * FROM unnest(orders, cards, emails, ips, likenesses, times) AS a (order_id, card, email, ip, likeness, at) LOOP
    RETURN QUERY
      INSERT INTO attempts AS new
      SELECT attempt.order_id, attempt.card, attempt.email, attempt.ip, attempt.likeness, attempt.at,
        ${count('card')},
        ${count('email')},
        ${count('ip')},
        ${firstAlike}
      ON CONFLICT ON CONSTRAINT attempts_order DO NOTHING
      RETURNING new.card_count, new.email_count, new.ip_count, new.duplicate_of;
    IF NOT FOUND THEN
      RETURN QUERY SELECT a.card_count, a.email_count, a.ip_count, a.duplicate_of FROM attempts AS a WHERE a.order_id = attempt.order_id;
    END IF;
  END LOOP;
END $$`;
