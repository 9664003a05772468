import { newEvent } from '@tollgate/contracts';
import { domainErrorOf, recorded } from '@tollgate/testing';
import { addToList, entryInForce, type ListedValue, listEntries, lockOut, removeFromList } from './list-entry.js';

const id = '01890a5d-ac96-8000-8000-b302099a8057';
const value: ListedValue = {
  list: 'block',
  kind: 'card',
  name: 'c1',
  label: '411111…1111',
  reason: 'charged back',
  expiresAt: '',
  order: '',
};
const until = (expiresAt: string): ListedValue => ({ ...value, expiresAt });
const header = (version: number) =>
  ({ version, subject: { kind: 'merchant', id }, actor: { service: 'fraud', on: 'key_1' } }) as const;
const added = (version = 1, listed = value) => recorded('FraudListEntryAdded', listed, header(version));
const removed = (version = 2) => recorded('FraudListEntryRemoved', { list: 'block', kind: 'card' }, header(version));
const after = (...events: Parameters<typeof listEntries.fold>[0]) => {
  const history = listEntries.fold(events);
  if (history === undefined) throw new Error('a list entry has a history, were it empty');
  return history;
};
const noon = new Date('2026-11-23T12:00:00.000Z');

describe('an entry of a list', () => {
  it('says what was listed, who listed it and when', () =>
    expect(after(added())).toEqual({
      version: 1,
      isListed: true,
      entry: { ...value, id, merchant: 'mer_demo', mode: 'test', addedAt: '2026-11-23T12:00:00.000Z', addedBy: 'key_1' },
    }));

  it('is gone when it was removed, and back when it was listed again', () => {
    expect(after(added(), removed())).toMatchObject({ version: 2, isListed: false });
    expect(entryInForce(after(added(), removed()), noon)).toBeUndefined();
    expect(after(added(), removed(), added(3, until('2027-01-01T00:00:00.000Z')))).toMatchObject({
      version: 3,
      isListed: true,
      entry: { expiresAt: '2027-01-01T00:00:00.000Z' },
    });
  });

  it('is in force until its time is over', () => {
    const isListedAtNoon = (listed: ListedValue) => entryInForce(after(added(1, listed)), noon) !== undefined;
    expect(isListedAtNoon(value)).toBe(true);
    expect(isListedAtNoon(until('2026-11-23T12:00:00.001Z'))).toBe(true);
    expect(isListedAtNoon(until('2026-11-23T12:00:00.000Z'))).toBe(false);
  });
});

describe('listing a value', () => {
  it('is an event', () => expect(addToList(after(), value)).toEqual([newEvent('FraudListEntryAdded', value)]));

  it('that is listed just like that is none', () => expect(addToList(after(added()), value)).toEqual([]));

  it.each([
    ['another reason', { reason: 'stolen' }],
    ['another end', { expiresAt: '2027-01-01T00:00:00.000Z' }],
    ['an order', { order: '01890a5d-ac96-774b-bcce-b302099a8057' }],
  ])('with %s replaces what was said of it', (_, change) => {
    const changed = { ...value, ...change };
    expect(addToList(after(added()), changed)).toEqual([newEvent('FraudListEntryAdded', changed)]);
  });

  it('that was removed lists it again', () =>
    expect(addToList(after(added(), removed()), value)).toEqual([newEvent('FraudListEntryAdded', value)]));
});

describe('locking a value out', () => {
  const hour = until('2026-11-23T13:00:00.000Z');

  it('is an event', () => expect(lockOut(after(), hour)).toEqual([newEvent('FraudListEntryAdded', hour)]));

  it('that is locked out as long already is none', () => expect(lockOut(after(added(1, hour)), hour)).toEqual([]));

  it('that is locked out for less lasts longer then', () =>
    expect(lockOut(after(added(1, until('2026-11-23T12:30:00.000Z'))), hour)).toEqual([newEvent('FraudListEntryAdded', hour)]));

  it('that was let go locks it out again', () =>
    expect(lockOut(after(added(1, hour), removed()), hour)).toEqual([newEvent('FraudListEntryAdded', hour)]));
});

describe('taking a value off its list', () => {
  it('is an event', () =>
    expect(removeFromList(after(added()), noon)).toEqual([newEvent('FraudListEntryRemoved', { list: 'block', kind: 'card' })]));

  it.each([
    ['was never there', after()],
    ['was taken off already', after(added(), removed())],
    ['has expired', after(added(1, until('2026-11-23T12:00:00.000Z')))],
  ])('that %s is refused', (_, history) =>
    expect(domainErrorOf(() => removeFromList(history, noon))).toMatchObject({ code: 'not_found' }),
  );
});
