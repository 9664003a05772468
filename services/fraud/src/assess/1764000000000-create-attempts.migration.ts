import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One row per order that was assessed, and the function that counts. It counts exactly: whoever shares a card or an
 *  e-mail with an order waits for it on an advisory lock of that key, taken in order of the key, so that two batches
 *  never wait for each other; each statement of the function sees what was committed before it, so the later one sees
 *  the earlier. An IP is a signal only and needs no lock. An order that comes again gets what it got the first time.
 *  What is counted of a key is cut off at its limit: a hot key costs no more than a quiet one. Limits and windows are
 *  each order's own, as its merchant set them. */
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
  -- the same of card, e-mail, goods and total
  likeness bigint,
  -- when the order was priced, by the event: what was kept waiting is not taken for a rush
  attempted_at timestamptz NOT NULL,
  -- what went before it, as it was told
  card_count smallint NOT NULL,
  email_count smallint NOT NULL,
  ip_count smallint NOT NULL,
  -- the orders like it before it, the first counted first; null where there were none
  alike uuid[]
);
CREATE INDEX attempts_card ON attempts (card, attempted_at) WHERE card IS NOT NULL;
CREATE INDEX attempts_email ON attempts (email, attempted_at) WHERE email IS NOT NULL;
CREATE INDEX attempts_ip ON attempts (ip, attempted_at) WHERE ip IS NOT NULL;
CREATE INDEX attempts_age ON attempts (attempted_at)`;

const countOf = (key: string, limit: string, window: string): string =>
  `(SELECT count(*) FROM (SELECT FROM attempts WHERE ${key} = attempt.${key} AND attempted_at > attempt.at - ${window}
     AND attempted_at < attempt.at + ${window} LIMIT ${limit}) AS within)`;

/** Looked for among as many attempts of the card as its limit lets pass: beyond that the order is over the card's limit
 *  anyway. Read by the card's index, as an index of likenesses would be written by every order and read by hardly any.
 *  In the order in which they were counted, as each is alike to all that were counted before it. */
const ordersAlike = `
  (SELECT array_agg(order_id ORDER BY coalesce(cardinality(alike), 0), attempted_at) FROM
     (SELECT order_id, likeness, attempted_at, alike FROM attempts WHERE card = attempt.card AND attempted_at > attempt.at - attempt.duplicate_window
       AND attempted_at < attempt.at + attempt.duplicate_window ORDER BY attempted_at DESC LIMIT attempt.card_limit) AS recent
   WHERE likeness = attempt.likeness)`;

const createFunction = `
CREATE FUNCTION record_attempts(
  orders uuid[], cards bigint[], emails bigint[], ips bigint[], likenesses bigint[], times timestamptz[],
  card_limits int[], card_windows interval[], email_limits int[], email_windows interval[], duplicate_windows interval[],
  -- attempts, minutes
  ip_signal int[]
) RETURNS TABLE (card_count smallint, email_count smallint, ip_count smallint, alike uuid[])
LANGUAGE plpgsql VOLATILE AS $$
#variable_conflict use_column
DECLARE
  attempt record;
  ip_window interval := make_interval(mins => ip_signal[2]);
BEGIN
  PERFORM pg_advisory_xact_lock(key) FROM (SELECT DISTINCT key FROM unnest(cards || emails) AS key WHERE key IS NOT NULL ORDER BY key) AS keys;
  FOR attempt IN SELECT * FROM unnest(orders, cards, emails, ips, likenesses, times, card_limits, card_windows, email_limits, email_windows,
    duplicate_windows) AS a (order_id, card, email, ip, likeness, at, card_limit, card_window, email_limit, email_window, duplicate_window) LOOP
    RETURN QUERY
      INSERT INTO attempts AS new
      SELECT attempt.order_id, attempt.card, attempt.email, attempt.ip, attempt.likeness, attempt.at,
        ${countOf('card', 'attempt.card_limit', 'attempt.card_window')},
        ${countOf('email', 'attempt.email_limit', 'attempt.email_window')},
        ${countOf('ip', 'ip_signal[1]', 'ip_window')},
        ${ordersAlike}
      ON CONFLICT ON CONSTRAINT attempts_order DO NOTHING
      RETURNING new.card_count, new.email_count, new.ip_count, new.alike;
    IF NOT FOUND THEN
      RETURN QUERY SELECT a.card_count, a.email_count, a.ip_count, a.alike FROM attempts AS a WHERE a.order_id = attempt.order_id;
    END IF;
  END LOOP;
END $$`;
