/** The statements of `TransferRepository`, and what they answer. bigint comes as text. */

export interface EntitlementRow {
  readonly generation: number;
  readonly round: number;
  readonly sentBytes: string;
  readonly isCovered: boolean;
  /** The version that is being fetched, by its digest. */
  readonly content: string | null;
}

export interface TransferRow {
  readonly id: string;
  readonly firstByte: string;
  readonly endByte: string;
  readonly sentTo: string;
  readonly acknowledgedTo: string;
  /** As far as a client's word is believed. */
  readonly believedTo: string;
  readonly plannedTo: string | null;
  readonly state: 'running' | 'broken' | 'silent' | 'cut';
  /** Its replica went down with it. */
  readonly isForgotten: boolean;
}

export interface CoveredRow {
  readonly id: string;
  readonly order: string;
  readonly index: number;
  readonly generation: number;
  readonly round: number;
  readonly sentBytes: string;
  readonly isCovered: boolean;
}

const coveredColumns = `e.id, e.order_id AS "order", e.entitlement_index AS "index", e.generation, e.round, e.sent_bytes AS "sentBytes",
  e.covered_at IS NOT NULL AS "isCovered"`;

/** Whether these bytes are the whole file: none are, as long as it is not known which file it is. */
const isAll = (covered: string): string => `(e.size_bytes > 0 OR e.content <> '') AND ${covered} @> int8range(0, e.size_bytes)`;

/** `SET` for more that arrived; with the last of it the file is complete. */
const cover = (ranges: string): string => `
  covered = e.covered + ${ranges},
  covered_at = CASE WHEN ${isAll(`e.covered + ${ranges}`)} THEN coalesce(e.covered_at, now()) ELSE e.covered_at END`;

export const lockEntitlement = `
  INSERT INTO entitlements AS e (id, order_id, entitlement_index, generation, size_bytes, content) VALUES ($1, $2, $3, $4, $5, nullif($6, ''))
  ON CONFLICT (id) DO UPDATE SET order_id = e.order_id
  RETURNING e.generation, e.round, e.sent_bytes AS "sentBytes", e.covered_at IS NOT NULL AS "isCovered", nullif(e.content, '') AS content`;

/** Who has bytes of a version may come again when it is no more the one that is being fetched. */
const keepFormer = `former = CASE WHEN coalesce(content, '') = '' OR content = ANY(former) THEN former ELSE array_append(former, content) END`;

export const beginGeneration = `
  UPDATE entitlements SET generation = $2, round = 0, covered = '{}', sent_bytes = 0, covered_at = NULL, recorded_at = NULL, ${keepFormer},
    content = CASE WHEN covered_at IS NULL THEN content END
  WHERE id = $1`;

/** A running transfer that was not seen for 15 s went down with its replica. Should its replica be alive after all, its next progress makes it
 *  run. */
export const isForgotten = `state = 'running' AND seen_at < now() - INTERVAL '15 seconds'`;

export const breakForgotten = `UPDATE transfers SET state = 'broken' WHERE entitlement_id = $1 AND ${isForgotten}`;

export const forgetTransfers = `DELETE FROM transfers WHERE entitlement_id = $1 AND (state <> 'running' OR ${isForgotten})`;

/** What a half-done download has goes over to the re-issued link, as something that only a request that goes on behind it proves: whoever
 *  begins anew has none of it. Under other ids, so that nothing that is still written of an older transfer meets it. */
export const carryTransfers = `
  WITH moved AS (${forgetTransfers} RETURNING *)
  INSERT INTO transfers (id, entitlement_id, generation, first_byte, end_byte, sent_to, acknowledged_to, believed_to, planned_to, state)
  SELECT gen_random_uuid(), entitlement_id, $2::smallint, first_byte, end_byte, sent_to, acknowledged_to, coalesce(believed_to, acknowledged_to),
    planned_to, CASE state WHEN 'silent' THEN 'silent' ELSE 'broken' END FROM moved
  UNION ALL
  SELECT gen_random_uuid(), e.id, $2::smallint, lower(r), upper(r), upper(r), upper(r), upper(r), NULL, 'silent'
  FROM entitlements e, unnest(e.covered) r WHERE e.id = $1`;

export const selectTransfers = `
  SELECT id, first_byte AS "firstByte", end_byte AS "endByte", sent_to AS "sentTo", acknowledged_to AS "acknowledgedTo",
    greatest(acknowledged_to, believed_to) AS "believedTo", planned_to AS "plannedTo",
    CASE WHEN ${isForgotten} THEN 'broken' ELSE state END AS state, ${isForgotten} AS "isForgotten"
  FROM transfers WHERE entitlement_id = $1 AND generation = $2`;

export const insertTransfer = `
  INSERT INTO transfers (id, entitlement_id, generation, first_byte, end_byte, sent_to, planned_to, state)
  VALUES ($1, $2, $3, $4::bigint, $5, $4::bigint, $6, 'running')`;

/** A part begins inside transfers that run: by the client's plan they end there. */
export const planRunning = `
  UPDATE transfers SET planned_to = least(planned_to, $3::bigint)
  WHERE entitlement_id = $1 AND generation = $2 AND state = 'running' AND first_byte < $3::bigint AND $3::bigint < end_byte`;

/** Bytes are asked for again that their client was taken to have when it cut their transfer. */
export const doubtCut = `
  UPDATE transfers SET state = 'broken'
  WHERE entitlement_id = $1 AND state = 'cut' AND first_byte < $3::bigint AND $2::bigint < planned_to`;

export const forgetProven = `DELETE FROM transfers WHERE id = ANY($1::uuid[]) AND state <> 'running'`;

export const forgetOldest = `
  DELETE FROM transfers WHERE id = (
    SELECT id FROM transfers WHERE entitlement_id = $1 AND state <> 'running' ORDER BY seen_at LIMIT 1)`;

/** The entitlement first, then its transfers: the order in which everybody locks them. */
const locked = `locked AS (
    SELECT id FROM entitlements WHERE id = (SELECT entitlement_id FROM transfers WHERE id = $1) FOR UPDATE)`;

/** Writes a transfer, and counts what was sent of it since it was last written: the same again counts nothing twice. One that ended is
 *  not written again (`believed_to` is known then), and nothing goes back: what a frozen connection lets through late changes nothing. */
const writeTransfer = (values: string): string => `
  WITH ${locked}, before AS (
    SELECT id, sent_to FROM transfers
    WHERE id = $1 AND entitlement_id = (SELECT id FROM locked) AND believed_to IS NULL AND sent_to <= $2::bigint FOR UPDATE),
  transfer AS (
    UPDATE transfers t SET sent_to = $2::bigint, acknowledged_to = $3::bigint, seen_at = now(), ${values}
    FROM before b WHERE t.id = b.id RETURNING t.entitlement_id, t.generation, $2::bigint - b.sent_to AS new_bytes)
  UPDATE entitlements e SET sent_bytes = e.sent_bytes + t.new_bytes
  FROM transfer t WHERE e.id = t.entitlement_id AND e.generation = t.generation`;

export const saveProgress = writeTransfer(`state = 'running'`);

const cameToItsPlan = 't.planned_to <= $3::bigint AND t.planned_to < t.end_byte';

/** A client that cut it did so by its plan where it had asked for what follows before that, and had everything up to there for certain; by the last
 *  such place that it came to, as it may drop a part that it asked for and go on. At the end of what it asked for, nobody who has all of it makes a
 *  reset of its goodbye. */
export const endTransfer = writeTransfer(`believed_to = $4::bigint,
      planned_to = CASE WHEN ${cameToItsPlan} THEN greatest(t.planned_to, $6::bigint) ELSE t.planned_to END,
      state = CASE WHEN $5::text <> 'cut' OR (${cameToItsPlan}) THEN $5::text ELSE 'broken' END`);

export const coverTransfer = `
  WITH ${locked}, transfer AS (
    DELETE FROM transfers WHERE id = $1 AND entitlement_id = (SELECT id FROM locked) RETURNING entitlement_id, generation, first_byte, sent_to)
  UPDATE entitlements e SET sent_bytes = e.sent_bytes + greatest($2::bigint - t.sent_to, 0),
    ${cover('int8multirange(int8range(t.first_byte, $2::bigint))')}
  FROM transfer t WHERE e.id = t.entitlement_id AND e.generation = t.generation
  RETURNING ${coveredColumns}`;

export const coverRange = `
  UPDATE entitlements e SET ${cover('int8multirange(int8range($2, $3))')} WHERE e.id = $1 RETURNING ${coveredColumns}`;

/** Everything that certainly arrived, or was acknowledged by a computer on the way. */
const acknowledged = (ended: string): string => `
  (SELECT coalesce(range_agg(int8range(first_byte, acknowledged_to)), '{}') FROM transfers
   WHERE entitlement_id = $1 AND generation = $2 AND acknowledged_to > first_byte AND (state <> 'running' OR acknowledged_to = end_byte${ended}))`;

const acknowledgedByEach = `
  SELECT t.entitlement_id, t.generation,
    coalesce(range_agg(int8range(first_byte, acknowledged_to)) FILTER (WHERE acknowledged_to > first_byte), '{}') AS sent,
    coalesce(range_agg(int8range(first_byte, acknowledged_to)) FILTER (
      WHERE acknowledged_to > first_byte AND (state <> 'running' OR acknowledged_to = end_byte)), '{}') AS ended,
    bool_or(state = 'running' AND NOT (${isForgotten}) AND acknowledged_to <> end_byte) AS running
  FROM transfers t WHERE t.entitlement_id = ANY($1::uuid[]) GROUP BY 1, 2`;

export const selectProgress = `
  WITH each AS (${acknowledgedByEach}),
  known AS (
    SELECT e.*, e.covered + coalesce(a.sent, '{}') AS sent, e.covered + coalesce(a.ended, '{}') AS ended, coalesce(a.running, false) AS running
    FROM entitlements e LEFT JOIN each a ON a.entitlement_id = e.id AND a.generation = e.generation
    WHERE e.id = ANY($1::uuid[]))
  SELECT id, generation, running AS "isRunning", coalesce(covered_at IS NULL AND ${isAll('ended')}, false) AS "isConfirmable",
    (SELECT coalesce(sum(upper(r) - lower(r)), 0) FROM unnest(sent) r) AS "sentBytes"
  FROM known e`;

export const coverAcknowledged = `
  UPDATE entitlements e SET covered = int8multirange(int8range(0, e.size_bytes)), covered_at = coalesce(e.covered_at, now())
  WHERE e.id = $1 AND e.generation = $2 AND ${isAll(`e.covered + ${acknowledged(' OR id = ANY($3::uuid[])')}`)}
  RETURNING ${coveredColumns}`;

/** Download managers end a transfer where another one of theirs goes on, and what they do not read of it makes that a reset. A file that such ends
 *  make whole is complete when nothing of it was asked for again for a minute: who lacks a byte of a part asks again at once. */
const quiet = `now() - INTERVAL '60 seconds'`;

/** Where that may be so. Locked first: who asks for bytes at this very moment is seen. */
export const lockCut = `
  SELECT id FROM entitlements WHERE covered_at IS NULL AND id IN (
    SELECT entitlement_id FROM transfers WHERE state = 'cut' AND seen_at BETWEEN now() - INTERVAL '1 day' AND ${quiet})
  FOR UPDATE SKIP LOCKED`;

export const coverCut = `
  UPDATE entitlements e SET covered = int8multirange(int8range(0, e.size_bytes)), covered_at = now()
  WHERE e.covered_at IS NULL AND e.id = ANY($1::uuid[])
    AND NOT EXISTS (SELECT FROM transfers t WHERE t.entitlement_id = e.id AND t.seen_at > ${quiet})
    AND ${isAll(`e.covered + (
      SELECT coalesce(range_agg(int8range(t.first_byte, t.planned_to)), '{}') FROM transfers t
      WHERE t.entitlement_id = e.id AND t.generation = e.generation AND t.state = 'cut')`)}
  RETURNING ${coveredColumns}`;

/** What came after a complete download of that round and generation, if nothing else came before: a late word of it changes no other. */
const afterRound = (values: string): string => `
  WITH done AS (
    UPDATE entitlements SET ${values} WHERE id = $1 AND generation = $2 AND round = $3 AND covered_at IS NOT NULL RETURNING id)
  ${forgetTransfers} AND entitlement_id = (SELECT id FROM done)`;

export const markRecorded = afterRound('recorded_at = now()');

export const beginNextRound = afterRound(
  `round = round + 1, covered = '{}', covered_at = NULL, recorded_at = NULL, sent_bytes = 0, ${keepFormer},
    content = CASE WHEN EXISTS (SELECT FROM transfers t WHERE t.entitlement_id = entitlements.id AND t.state = 'running') THEN content END`,
);

/** In no order, so that rows that cannot be recorded keep no other from the log. */
export const selectUnrecorded = `
  SELECT ${coveredColumns} FROM entitlements e
  WHERE covered_at IS NOT NULL AND recorded_at IS NULL AND covered_at < now() - INTERVAL '5 seconds' ORDER BY random() LIMIT 100`;
