import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { type EventType, eventKinds, eventSchemas } from './catalogue.js';
import { decode, encode } from './codec.js';
import { upcast, upcasters } from './upcasters/index.js';

const folder = new URL('../golden/', import.meta.url);
const read = (file: string): string => readFileSync(new URL(file, folder), 'utf8');
const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
/** `sha256sum` of every golden that was ever released. Lines are added, none is ever changed. */
const frozen = new Map(
  read('FROZEN.sha256')
    .trim()
    .split('\n')
    .map((line) => line.split('  ').reverse() as [string, string]),
);

const parts = (file: string): { type: EventType; schema: number } => {
  const [type = '', schema = ''] = file.split('.');
  return { type: type as EventType, schema: Number(schema) };
};

/** A log's format is for ever: what an earlier release wrote is read, brought to its present form, and written again, to the letter.
 *  `<Type>.<schema>.json`; a field that was added later has a golden of its own, `<Type>.<schema>.<field>.json`. */
describe('the golden events', () => {
  it('hold one text of every event at its present schema', () => {
    expect(files).toEqual(expect.arrayContaining(Object.values(eventKinds).map(({ type, schema }) => `${type}.${schema}.json`)));
  });

  it('are frozen: none was changed or removed, and a new one is entered in FROZEN.sha256', () => {
    const now = new Map(files.map((file) => [file, createHash('sha256').update(read(file)).digest('hex')]));
    expect(now).toEqual(frozen);
  });

  it.each(files)('%s is read in its present form, and written again as that form is', (file) => {
    const { type, schema } = parts(file);
    const present = upcast({ type, schema }, read(file).trim(), upcasters);
    expect(encode(eventSchemas[type], decode(eventSchemas[type], present) as never)).toBe(present);
  });

  it.each(Object.values(eventKinds))('of $type leave, taken together, no field of it out', ({ type, schema }) => {
    const own = files.filter((file) => parts(file).type === type && parts(file).schema === schema);
    const members = new Set(own.flatMap((file) => Object.keys(JSON.parse(read(file)))));
    const fields = eventSchemas[type].fields.filter(({ oneof, jsonName }) => oneof === undefined || members.has(jsonName));
    expect([...members].sort()).toEqual(fields.map(({ jsonName }) => jsonName).sort());
  });
});
