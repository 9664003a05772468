/** A whole batch in one statement, one transaction, one round trip. Measured against arrays as parameters: one text,
 *  split here, costs a third of the CPU in Node and a tenth less in Postgres; the function itself costs nothing
 *  measurable beside a bare INSERT. */
export const append = {
  name: '002-append',
  sql: `
-- Takes the idempotency keys of a batch (nine fields each); answers the groups of which another request holds a key. A
-- group of which some keys were free and others not may not stand in part: the batch is given up (TG002) and goes again
-- without it.
CREATE FUNCTION order_log.take_idempotency_keys(p_records text) RETURNS int[] LANGUAGE plpgsql AS $$
DECLARE
  f text[] := string_to_array(p_records, E'\\x1e');
  inserted int;
  taken int[];
  broken int[];
BEGIN
  INSERT INTO order_log.idempotency_records (id, merchant, mode, scope, key, fingerprint, subject_id, answer)
    SELECT f[i + 1]::uuid, f[i + 2], f[i + 3], f[i + 4], f[i + 5], decode(f[i + 6], 'hex'), nullif(f[i + 7], '')::uuid, nullif(f[i + 8], '')
    FROM generate_series(1, cardinality(f), 9) AS i
    ORDER BY f[i + 2], f[i + 3], f[i + 4], f[i + 5]
    ON CONFLICT DO NOTHING;
  GET DIAGNOSTICS inserted = ROW_COUNT;
  IF inserted * 9 = cardinality(f) THEN RETURN NULL; END IF;
  -- A record of the same id is our own, from an attempt whose answer was lost.
  SELECT array_agg(g) FILTER (WHERE here = 0), array_agg(g) FILTER (WHERE here > 0 AND here < wanted) INTO taken, broken
    FROM (
      SELECT f[i]::int AS g, count(*) AS wanted, count(r.id) AS here
      FROM generate_series(1, cardinality(f), 9) AS i
      LEFT JOIN order_log.idempotency_records r ON r.id = f[i + 1]::uuid
      GROUP BY 1
    ) AS counted;
  IF broken IS NOT NULL THEN
    RAISE EXCEPTION 'a group of keys cannot stand in part' USING ERRCODE = 'TG002', DETAIL = array_to_string(broken, ',');
  END IF;
  RETURN taken;
END $$;

-- Which groups of a batch are not in the log, as what is in their place is not theirs. An event of the same hash is our
-- own, from this attempt or from one whose answer was lost. A group that came in part, or whose idempotency record came
-- without its events, may not stand: the batch is given up (TG001) and goes again without it.
CREATE FUNCTION order_log.lost_groups(p_groups int[], p_events text[], p_taken int[], p_records text) RETURNS int[] LANGUAGE plpgsql AS $$
DECLARE
  with_key int[];
  lost int[];
  broken int[];
BEGIN
  IF p_records IS NOT NULL THEN
    with_key := (SELECT array_agg(f[i]::int) FROM string_to_array(p_records, E'\\x1e') AS f, generate_series(1, cardinality(f), 9) AS i);
  END IF;
  SELECT array_agg(g) FILTER (WHERE here = 0), array_agg(g) FILTER (WHERE here < wanted AND (here > 0 OR g = ANY (with_key)))
    INTO lost, broken
    FROM (
      SELECT p_groups[1 + (i - 1) / 9] AS g, count(*) AS wanted, count(e.position) AS here
      FROM generate_series(1, cardinality(p_events), 9) AS i
      LEFT JOIN order_log.events e ON e.subject_id = p_events[i]::uuid AND e.stream = p_events[i + 1] AND e.version = p_events[i + 2]::int
        AND e.hash = decode(p_events[i + 8], 'hex')
      GROUP BY 1
    ) AS counted
    WHERE p_taken IS NULL OR g <> ALL (p_taken);
  IF broken IS NOT NULL THEN
    RAISE EXCEPTION 'a group of events cannot stand in part' USING ERRCODE = 'TG001', DETAIL = array_to_string(broken, ',');
  END IF;
  RETURN lost;
END $$;

-- One transaction at a time appends to a subject, so that its events are seen in the order of their positions: who reads
-- one has all that lie below it, now and later. Held until the commit, which the same statement makes, so that no client
-- can keep it waiting. In one order, so that two batches wait in one direction only.
CREATE FUNCTION order_log.lock_subjects(p_events text[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(subject)
    FROM (
      SELECT DISTINCT hashtextextended(p_events[i], 0) AS subject FROM generate_series(1, cardinality(p_events), 9) AS i ORDER BY 1
    ) AS subjects;
END $$;

-- p_events: nine fields an event (subject, stream, version, type, causation, header, data, previous hash, hash), split
-- by the record separator, which JSON texts cannot contain. p_groups: the group of each event. p_records: nine fields
-- (group, id, merchant, mode, scope, key, fingerprint, subject, answer). p_keys: four fields (group, order, customer,
-- wrapped). p_mark: how far the instance knows its events to be published. Answers a position that all of the batch lie
-- at or below, the groups that met a conflict, and those of which a key was taken.
CREATE FUNCTION order_log.append(p_epoch int, p_instance uuid, p_groups int[], p_events text, p_records text, p_keys text, p_mark bigint,
  OUT at bigint, OUT conflicts int[], OUT taken int[]) LANGUAGE plpgsql AS $$
DECLARE
  f text[] := string_to_array(p_events, E'\\x1e');
  k text[];
  appended int;
BEGIN
  IF p_records IS NOT NULL THEN taken := order_log.take_idempotency_keys(p_records); END IF;
  PERFORM order_log.lock_subjects(f);
  INSERT INTO order_log.events
      (subject_id, stream, version, type, causation, header, data, previous_hash, hash, epoch, appended_by)
    SELECT f[i]::uuid, f[i + 1], f[i + 2]::int, f[i + 3], f[i + 4]::uuid, f[i + 5]::json, f[i + 6]::json,
      decode(f[i + 7], 'hex'), decode(f[i + 8], 'hex'), p_epoch, p_instance
    FROM generate_series(1, cardinality(f), 9) AS i
    WHERE taken IS NULL OR p_groups[1 + (i - 1) / 9] <> ALL (taken)
    ON CONFLICT DO NOTHING;
  GET DIAGNOSTICS appended = ROW_COUNT;
  IF appended * 9 < cardinality(f) THEN conflicts := order_log.lost_groups(p_groups, f, taken, p_records); END IF;
  IF p_keys IS NOT NULL THEN
    k := string_to_array(p_keys, E'\\x1e');
    INSERT INTO order_log.order_key (order_id, customer_id, wrapped)
      SELECT k[i + 1]::uuid, decode(k[i + 2], 'hex'), decode(k[i + 3], 'hex')
      FROM generate_series(1, cardinality(k), 4) AS i
      WHERE (taken IS NULL OR k[i]::int <> ALL (taken)) AND (conflicts IS NULL OR k[i]::int <> ALL (conflicts))
      ON CONFLICT DO NOTHING;
  END IF;
  IF p_mark IS NOT NULL THEN
    INSERT INTO order_log.publisher (instance, service, published_to) VALUES (p_instance, current_user, p_mark)
      ON CONFLICT (instance) DO UPDATE SET published_to = excluded.published_to, seen_at = excluded.seen_at;
  END IF;
  IF cardinality(f) > 0 AND (appended > 0 OR taken IS NULL) THEN at := lastval(); END IF;
END $$;
`,
} as const;
