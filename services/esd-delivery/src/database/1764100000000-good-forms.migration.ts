import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What goods are delivered in, whatever its form, in one table; the versions of files move there. `file_versions` stays as a view that can
 *  be written to, for replicas of the former release that run beside this one (ADR 22). */
export class GoodForms1764100000000 implements MigrationInterface {
  readonly name = 'GoodForms1764100000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE good_forms (
        merchant text NOT NULL,
        sku text NOT NULL,
        name text NOT NULL,
        version int NOT NULL,
        content text NOT NULL,
        form jsonb NOT NULL,
        added_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (merchant, sku, name, version)
      )`);
    await runner.query('LOCK TABLE file_versions IN ACCESS EXCLUSIVE MODE');
    await runner.query(`
      INSERT INTO good_forms (merchant, sku, name, version, content, form, added_at)
      SELECT merchant, sku, name, version, sha256, ${fileForm('f')}, uploaded_at FROM file_versions f`);
    await runner.query('DROP TABLE file_versions');
    await runner.query(`
      CREATE VIEW file_versions AS
      SELECT merchant, sku, name, version, form->'file'->>'objectKey' AS object_key,
        (form->'file'->>'sizeBytes')::bigint AS size_bytes, content AS sha256, added_at AS uploaded_at
      FROM good_forms WHERE form ? 'file'`);
    await runner.query(`
      CREATE FUNCTION add_file_version() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO good_forms (merchant, sku, name, version, content, form)
        VALUES (NEW.merchant, NEW.sku, NEW.name, NEW.version, NEW.sha256, ${fileForm('NEW')});
        RETURN NEW;
      END $$`);
    await runner.query(`
      CREATE TRIGGER add_file_version INSTEAD OF INSERT ON file_versions FOR EACH ROW EXECUTE FUNCTION add_file_version()`);
  }

  /** Forms that are no files have no place in the former table. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER VIEW file_versions RENAME TO files_of_good_forms');
    await runner.query(`
      CREATE TABLE file_versions (
        merchant text NOT NULL,
        sku text NOT NULL,
        name text NOT NULL,
        version int NOT NULL,
        object_key text NOT NULL,
        size_bytes bigint NOT NULL,
        sha256 text NOT NULL,
        uploaded_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (merchant, sku, name, version)
      )`);
    await runner.query(`
      INSERT INTO file_versions (merchant, sku, name, version, object_key, size_bytes, sha256, uploaded_at)
      SELECT merchant, sku, name, version, object_key, size_bytes, sha256, uploaded_at FROM files_of_good_forms`);
    await runner.query('CREATE UNIQUE INDEX file_versions_object ON file_versions (object_key)');
    await runner.query('DROP VIEW files_of_good_forms');
    await runner.query('DROP FUNCTION add_file_version');
    await runner.query('DROP TABLE good_forms');
  }
}

/** The ProtoJSON of a `DeliverableForm` that is a file. */
const fileForm = (row: string): string => `
  jsonb_build_object('file', jsonb_build_object('name', ${row}.name, 'sizeBytes', ${row}.size_bytes::text, 'sha256', ${row}.sha256,
    'objectKey', ${row}.object_key))`;
