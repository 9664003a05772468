import { readdirSync, readFileSync } from 'node:fs';
import { type EventType, eventKinds, eventSchemas } from './catalogue.js';
import { decode, encode } from './codec.js';

const folder = new URL('../golden/', import.meta.url);
const files = readdirSync(folder);

/** A log's format is for ever: what an earlier release wrote is read, and written again, to the letter. */
describe('the golden events', () => {
  it('hold one text of every event at its present schema', () => {
    expect(files).toEqual(expect.arrayContaining(Object.values(eventKinds).map(({ type, schema }) => `${type}.${schema}.json`)));
  });

  it.each(files)('%s is read, and written again as it was', (file) => {
    const type = file.split('.')[0] as EventType;
    const text = readFileSync(new URL(file, folder), 'utf8').trim();
    expect(encode(eventSchemas[type], decode(eventSchemas[type], text) as never)).toBe(text);
  });

  it.each(files)('%s leaves no field of its event out', (file) => {
    const type = file.split('.')[0] as EventType;
    const json = JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
    expect(Object.keys(json).sort()).toEqual(eventSchemas[type].fields.map(({ jsonName }) => jsonName).sort());
  });
});
