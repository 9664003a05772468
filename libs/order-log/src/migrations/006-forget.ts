/** Forgetting a customer. The keys go in the statement that records it, and only as an event says that is in the log: no role deletes a key of its
 *  own accord, and none that no event tells of. */
export const forget = {
  name: '006-forget',
  sql: `
-- Deletes the keys that the event at this place tells of: of the orders that it names, as far as they are the customer's, of its merchant and mode.
-- Where there is no such event, nothing; again, nothing more.
CREATE FUNCTION order_log.forget_as_recorded(p_subject uuid, p_version int) RETURNS void LANGUAGE sql SECURITY DEFINER
  SET search_path = pg_catalog AS $$
  WITH said AS MATERIALIZED (
    SELECT data ->> 'customer' AS customer, data -> 'orders' AS orders, header ->> 'merchant' AS merchant, header ->> 'mode' AS mode
    FROM order_log.events WHERE subject_id = p_subject AND stream = 'customers' AND version = p_version AND type = 'CustomerForgotten'
  )
  DELETE FROM order_log.order_key AS k USING said, json_array_elements_text(said.orders) AS named
    WHERE k.order_id = named::uuid AND k.customer_id = decode(said.customer, 'hex')
      AND EXISTS (SELECT FROM order_log.events e WHERE e.subject_id = k.order_id AND e.stream = 'order' AND e.version = 1
        AND e.header ->> 'merchant' = said.merchant AND e.header ->> 'mode' = said.mode)
$$;

-- As order_log.append; and of the events at these places (two fields each: subject, version) deletes the keys that they tell of. In one transaction.
CREATE FUNCTION order_log.append_and_forget(p_epoch int, p_instance uuid, p_groups int[], p_events text, p_records text, p_keys text, p_mark bigint,
  p_forgotten text, OUT at bigint, OUT conflicts int[], OUT taken int[]) LANGUAGE plpgsql AS $$
DECLARE
  f text[] := string_to_array(p_forgotten, E'\\x1e');
BEGIN
  SELECT a.at, a.conflicts, a.taken INTO at, conflicts, taken
    FROM order_log.append(p_epoch, p_instance, p_groups, p_events, p_records, p_keys, p_mark) AS a;
  PERFORM order_log.forget_as_recorded(f[i]::uuid, f[i + 1]::int) FROM generate_series(1, cardinality(f), 2) AS i;
END $$;

REVOKE ALL ON FUNCTION order_log.forget_as_recorded, order_log.append_and_forget FROM PUBLIC;
`,
} as const;
