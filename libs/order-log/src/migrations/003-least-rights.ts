/** What an appender could still spoil: another service's mark, whose events the relay then passes over, and the relay's own place. Who may
 *  touch which rows stands in access.ts; what a row may become stands here. */
export const leastRights = {
  name: '003-least-rights',
  sql: `
ALTER TABLE order_log.publisher ENABLE ROW LEVEL SECURITY;

-- The relay's place moves forward only, and never past what could still be committed below it: whatever is passed over there is never
-- published. Whoever holds the lease moves it, so that no role can be left out.
CREATE FUNCTION order_log.check_relay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.epoch, NEW.xid, NEW.position) < (OLD.epoch, OLD.xid, OLD.position) THEN
    RAISE EXCEPTION 'the relay does not go back' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF (NEW.epoch, NEW.xid) > ((SELECT max(epoch) FROM order_log.epochs), pg_snapshot_xmin(pg_current_snapshot())) THEN
    RAISE EXCEPTION 'the relay does not pass over what may still be committed' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER relay_moves_forward BEFORE UPDATE ON order_log.relay FOR EACH ROW EXECUTE FUNCTION order_log.check_relay();

-- Appending is what a role was given, not what anybody may try.
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA order_log FROM PUBLIC;
`,
} as const;
