import { fold } from '@tollgate/order';
import { domainErrorOf, noteAdded, orderPlaced } from '@tollgate/testing';
import { addNote } from './add-note.js';

const orderWith = (count: number) => {
  const order = fold([orderPlaced(), ...Array.from({ length: count }, (_, index) => noteAdded({}, { version: index + 2 }))]);
  if (order === undefined) throw new Error('the order is placed');
  return order;
};

describe('a note on an order', () => {
  it('is kept as it was sealed', () =>
    expect(addNote(orderWith(0), 'c2VhbGVk')).toMatchObject([{ type: 'NoteAdded', data: { sealedNote: 'c2VhbGVk' } }]));

  it('is refused where the order has two hundred', () => {
    expect(addNote(orderWith(199), 'x')).toHaveLength(1);
    expect(domainErrorOf(() => addNote(orderWith(200), 'x'))).toMatchObject({ code: 'too_many_notes' });
  });
});
