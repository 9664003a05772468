import { type EntryWish, entryBody, fieldsOf, isListName } from './list-entry.js';

const wish: EntryWish = { field: 'email', value: ' ann@shop.example ', reason: ' ', expiresAt: undefined };

describe('an entry of a fraud list', () => {
  it('names one value', () => expect(entryBody(wish)).toEqual({ email: 'ann@shop.example' }));

  it('has a card number without the gaps that it was typed with', () =>
    expect(entryBody({ ...wish, field: 'card', value: '4111 1111-1111 1111' })).toEqual({
      card: { number: '4111111111111111' },
    }));

  it('has a reason and an end where they were given', () =>
    expect(entryBody({ ...wish, field: 'country', value: 'nz', reason: 'Tests', expiresAt: '2027-01-01T00:00:00.000Z' })).toEqual(
      {
        country: 'NZ',
        reason: 'Tests',
        expiresAt: '2027-01-01T00:00:00.000Z',
      },
    ));

  it('is of a whole country on the block list only', () => {
    expect(fieldsOf('block')).toContain('country');
    expect(fieldsOf('allow')).not.toContain('country');
  });

  it('stands on a list that there is', () => {
    expect(isListName('lockout')).toBe(true);
    expect(isListName('queue')).toBe(false);
  });
});
