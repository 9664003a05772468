/** Each level once, until the pool is filled; nothing where it was said already. What is empty is low, too. `$4`: it is empty. */
export const noteCrossed = `
  INSERT INTO license_key_pools AS p (merchant, mode, sku, low_since, empty_since)
  VALUES ($1, $2, $3, now(), CASE WHEN $4::boolean THEN now() END)
  ON CONFLICT (merchant, mode, sku) DO UPDATE
  SET low_since = coalesce(p.low_since, now()), empty_since = coalesce(p.empty_since, excluded.empty_since)
  WHERE p.low_since IS NULL OR ($4::boolean AND p.empty_since IS NULL)
  RETURNING sku`;

/** A pool that was filled can be told of again. Keys that an order gives back fill none: whoever begins orders and leaves them would have mails
 *  sent. */
export const noteFilled = `
  UPDATE license_key_pools p
  SET low_since = CASE WHEN f.count > s.low_mark THEN NULL ELSE p.low_since END,
      empty_since = CASE WHEN f.count > 0 THEN NULL ELSE p.empty_since END
  FROM license_key_sources s, (
    SELECT count(*) AS count FROM license_keys WHERE merchant = $1 AND mode = $2 AND sku = $3 AND state = 'free'
  ) f
  WHERE p.merchant = $1 AND p.mode = $2 AND p.sku = $3 AND s.merchant = $1 AND s.sku = $3`;

export const selectPool = `
  SELECT low_since IS NOT NULL AS "isLow", empty_since IS NOT NULL AS "isEmpty" FROM license_key_pools
  WHERE merchant = $1 AND mode = $2 AND sku = $3`;
