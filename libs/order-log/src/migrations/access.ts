import { streamKinds } from '@tollgate/contracts';

/** What an appender may write; position, transaction and time of recording are the database's alone. */
const appendable = 'subject_id, stream, version, type, causation, header, data, previous_hash, hash, epoch, appended_by';

/** Each appending service with the streams of its own. */
const appenders = Map.groupBy(streamKinds, ({ owner }) => owner);
/** Services that append nothing and read everything. */
const readers = ['reporting'];

/** A service's role in the database. */
const roleOf = (service: string): string => service.replaceAll('-', '_');

/** A statement that is left out where its role does not exist, as in a database of a single service's test. */
const forRole = (role: string, statements: string): string =>
  `DO $$ BEGIN IF EXISTS (SELECT FROM pg_roles WHERE rolname = '${role}') THEN ${statements} END IF; END $$;`;

/** Nothing stays of what an earlier release granted. */
const noAccess = (service: string): string =>
  forRole(
    roleOf(service),
    `REVOKE ALL ON ALL TABLES IN SCHEMA order_log FROM "${roleOf(service)}"; REVOKE ALL ON ALL SEQUENCES IN SCHEMA order_log FROM "${roleOf(service)}";
     REVOKE ALL ON ALL FUNCTIONS IN SCHEMA order_log FROM "${roleOf(service)}";`,
  );

const readAccess = (service: string): string =>
  forRole(
    roleOf(service),
    `GRANT USAGE ON SCHEMA order_log TO "${roleOf(service)}"; GRANT SELECT ON order_log.events, order_log.epochs TO "${roleOf(service)}";
     GRANT EXECUTE ON FUNCTION order_log.open_epoch() TO "${roleOf(service)}";`,
  );

const appendAccess = ([service, streams]: readonly [string, readonly { readonly name: string }[]]): string => {
  const role = roleOf(service);
  const own = streams.map(({ name }) => `'${name}'`).join(', ');
  return forRole(
    role,
    `GRANT INSERT (${appendable}) ON order_log.events TO "${role}";
     GRANT SELECT ON SEQUENCE order_log.events_position_seq TO "${role}";
     GRANT EXECUTE ON FUNCTION order_log.append, order_log.lock_subjects, order_log.lost_groups TO "${role}";
     GRANT SELECT, INSERT (instance, service, published_to), UPDATE (published_to, seen_at) ON order_log.publisher TO "${role}";
     GRANT SELECT, UPDATE (epoch, xid, position) ON order_log.relay TO "${role}";
     GRANT SELECT, UPDATE (state, swept_to, removed_to) ON order_log.bus TO "${role}";
     DROP POLICY IF EXISTS "append_${service}" ON order_log.events;
     CREATE POLICY "append_${service}" ON order_log.events FOR INSERT TO "${role}" WITH CHECK (stream IN (${own}));`,
  );
};

/** Who may do what with the log; set anew at every migration, so that it is what stands here. Each service appends to
 *  its own streams alone, and says of its own events alone how far they are published. Whoever has the relay's lease reads all marks. */
export const accessSql = [
  `REVOKE ALL ON FUNCTION order_log.open_epoch() FROM PUBLIC;
   ALTER TABLE order_log.events ENABLE ROW LEVEL SECURITY;
   DROP POLICY IF EXISTS read_all ON order_log.events;
   CREATE POLICY read_all ON order_log.events FOR SELECT USING (true);
   DROP POLICY IF EXISTS read_all ON order_log.publisher;
   CREATE POLICY read_all ON order_log.publisher FOR SELECT USING (true);
   DROP POLICY IF EXISTS mark_own ON order_log.publisher;
   CREATE POLICY mark_own ON order_log.publisher FOR INSERT WITH CHECK (service = current_user);
   DROP POLICY IF EXISTS move_own ON order_log.publisher;
   CREATE POLICY move_own ON order_log.publisher FOR UPDATE USING (service = current_user) WITH CHECK (service = current_user);`,
  ...[...appenders.keys(), ...readers].map(noAccess),
  ...[...appenders.keys(), ...readers].map(readAccess),
  ...[...appenders].map(appendAccess),
  forRole(
    'gateway_ingress',
    'GRANT SELECT, INSERT ON order_log.order_key, order_log.idempotency_records TO gateway_ingress; GRANT EXECUTE ON FUNCTION order_log.take_idempotency_keys, order_log.append_and_forget, order_log.forget_as_recorded TO gateway_ingress;',
  ),
  forRole('notifications', 'GRANT SELECT ON order_log.order_key TO notifications;'),
].join('\n');
