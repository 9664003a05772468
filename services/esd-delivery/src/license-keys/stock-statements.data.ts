/** The oldest free keys of a pool, for these pieces of an order. What another order is about to take is passed over, so that nobody waits. */
export const takeFree = `
  WITH free AS MATERIALIZED (
    SELECT id, serial FROM license_keys
    WHERE merchant = $1 AND mode = $2 AND sku = $3 AND state = 'free'
    ORDER BY serial LIMIT cardinality($5::int[]) FOR UPDATE SKIP LOCKED
  ), placed AS (
    SELECT f.id, p.line, p.piece
    FROM (SELECT id, row_number() OVER (ORDER BY serial) AS place FROM free) f
    JOIN unnest($5::int[], $6::int[]) WITH ORDINALITY AS p(line, piece, place) USING (place)
  )
  UPDATE license_keys k
  SET state = 'reserved', order_id = $4, line = p.line, piece = p.piece, reserved_at = now(), look_at = now() + interval '30 seconds', looks = 0
  FROM placed p WHERE k.id = p.id
  RETURNING k.id, k.line, k.piece, k.sku, k.sealed`;

/** As many as are asked for at most, also those that another order is just taking. */
export const countFree = `
  SELECT count(*)::int AS count FROM (
    SELECT FROM license_keys WHERE merchant = $1 AND mode = $2 AND sku = $3 AND state = 'free' LIMIT $4::int
  ) AS free`;

/** A key that was made for a piece of an order; nothing where the merchant has it already. */
export const insertMade = `
  INSERT INTO license_keys (id, merchant, mode, sku, kind, name, sealed, state, order_id, line, piece, reserved_at, look_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, 'reserved', $8, $9, $10, now(), now() + interval '30 seconds')
  ON CONFLICT (merchant, mode, name) DO NOTHING
  RETURNING id, line, piece, sku, sealed`;

export const insertUploaded = `
  INSERT INTO license_keys (id, merchant, mode, sku, kind, name, sealed)
  SELECT u.id, $1, $2, $3, 'pool', u.name, u.sealed
  FROM unnest($4::uuid[], $5::text[], $6::text[]) AS u(id, name, sealed)
  ON CONFLICT (merchant, mode, name) DO NOTHING
  RETURNING id`;

/** Keys that an order had before, and is about to have again: what the log says of them is looked at, should whoever takes them die. */
export const lookAgain = `
  UPDATE license_keys SET look_at = now() + interval '30 seconds', looks = 0 WHERE id = ANY ($1::uuid[]) AND state = 'revoked'`;

/** Twice as long after each look, up to half an hour: a preauth may be captured days later. Keys that were revoked stay so after some looks. */
export const claimDue = `
  WITH due AS MATERIALIZED (
    SELECT id FROM license_keys WHERE look_at <= now() ORDER BY look_at LIMIT 200 FOR UPDATE SKIP LOCKED
  )
  UPDATE license_keys k
  SET looks = k.looks + 1, look_at = CASE WHEN k.state <> 'revoked' OR k.looks < 10
    THEN now() + least(interval '30 minutes', interval '30 seconds' * 2 ^ least(k.looks, 10)) END
  FROM due WHERE k.id = due.id
  RETURNING k.order_id AS "order"`;

/** By state; activations only of keys that were sold. `places`: on how many devices these may be activated; 0: one of them on any number. */
export const selectCounts = `
  SELECT k.state, count(*)::int AS count, coalesce(sum(a.count), 0)::int AS activated,
    CASE WHEN bool_or(k.activations = 0) THEN 0 ELSE least(sum(k.activations), 2147483647) END::int AS places
  FROM license_keys k LEFT JOIN (
    SELECT a.key_id, count(*) AS count FROM license_key_activations a JOIN license_keys o ON o.id = a.key_id
    WHERE o.merchant = $1 AND o.mode = $2 AND o.sku = $3 AND o.state IN ('issued', 'revoked') GROUP BY a.key_id
  ) a ON a.key_id = k.id
  WHERE k.merchant = $1 AND k.mode = $2 AND k.sku = $3 GROUP BY k.state`;

/** Waits for whoever is about to take one of them for an order, and passes it over if they did; those who come meanwhile pass over these. */
const takeOut = (which: string): string => `
  WITH free AS MATERIALIZED (
    SELECT id FROM license_keys
    WHERE merchant = $1 AND mode = $2 AND sku = $3 AND state = 'free' ${which} FOR UPDATE
  )
  DELETE FROM license_keys k USING free f WHERE k.id = f.id RETURNING k.id`;

/** By their names. */
export const takeOutNamed = takeOut('AND name = ANY ($4::text[]) ORDER BY serial');

/** So many at most. */
export const takeOutFree = takeOut('ORDER BY serial LIMIT $4::int');

/** The merchant's keys of these names, of whatever good, and whoever has them. */
export const selectNamed = `SELECT name FROM license_keys WHERE merchant = $1 AND mode = $2 AND name = ANY ($3::text[])`;

export const selectTaken = `
  SELECT id, kind, state, coalesce(reserved_at < now() - interval '1 hour', false) AS "isOld" FROM license_keys WHERE order_id = $1`;

const own = 'WHERE id = $1 AND order_id = $2';

/** Only of what is still this order's. */
export const changeKey = {
  issued: `UPDATE license_keys SET state = 'issued', look_at = NULL, activations = $3 ${own} AND state IN ('reserved', 'revoked')`,
  revoked: `UPDATE license_keys SET state = 'revoked', look_at = NULL ${own} AND state <> 'free'`,
  free: `
    UPDATE license_keys SET state = 'free', order_id = NULL, line = NULL, piece = NULL, reserved_at = NULL, look_at = NULL
    ${own} AND state = 'reserved'`,
  gone: `DELETE FROM license_keys ${own} AND state = 'reserved'`,
} as const;
