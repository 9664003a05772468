import { ConnectionBook } from './connection-book.js';

const open = (maxConnections: number, maxConnectionsPerAddress: number) => {
  const clock = { nowMs: 0 };
  const book = new ConnectionBook<string>({ maxConnections, maxConnectionsPerAddress }, () => clock.nowMs);
  const from = (address: string, ...names: string[]) => names.map((name) => book.open(name, address));
  return { clock, book, from };
};

describe('an open connection', () => {
  it('is admitted as long as there is room', () => {
    const { book, from } = open(3, 2);
    expect([...from('a', '1', '2'), ...from('b', '3')].map(({ admission }) => admission)).toEqual(Array(3).fill('admitted'));
    expect(book.size).toBe(3);
  });

  it('X6: that never asks anything makes room for the next one of its address, the oldest first', () => {
    const { from } = open(10, 2);
    from('a', '1', '2');
    expect(from('a', '3', '4')).toEqual([
      { admission: 'admitted', evicted: '1' },
      { admission: 'admitted', evicted: '2' },
    ]);
  });

  it('X6: that never asks anything makes room for others where all are too many', () => {
    const { from } = open(2, 2);
    from('a', '1', '2');
    expect(from('b', '3')).toEqual([{ admission: 'admitted', evicted: '1' }]);
  });

  it('that is between two requests goes after those that never asked, and one that is answered not at all', () => {
    const { book, from } = open(3, 0);
    from('a', 'busy', 'idle', 'silent');
    for (const socket of ['busy', 'idle']) book.begin(socket);
    book.end('idle');
    expect(from('b', '4', '5').map(({ evicted }) => evicted)).toEqual(['silent', '4']);
    book.begin('5');
    expect(from('b', '6').map(({ evicted }) => evicted)).toEqual(['idle']);
    book.begin('6');
    expect(from('b', '7')).toEqual([{ admission: 'full' }]);
  });

  it('is one among its address’s only', () => {
    const { book, from } = open(10, 1);
    from('a', '1');
    book.begin('1');
    expect([...from('a', '2'), ...from('b', '3')].map(({ admission }) => admission)).toEqual(['address_full', 'admitted']);
    expect(['2', '3'].map((socket) => book.begin(socket))).toEqual(['address_full', 'admitted']);
  });

  it('beyond the limits is told so, and beyond a hundred of those refused', () => {
    const { book, from } = open(1, 0);
    const ask = (name: string) => {
      const { admission } = book.open(name, 'a');
      book.begin(name);
      return admission;
    };
    expect(ask('first')).toBe('admitted');
    const others = Array.from({ length: 101 }, (_, index) => ask(String(index)));
    expect(others).toEqual([...Array(100).fill('full'), 'refused']);
    book.close('0');
    expect(from('a', 'next')[0]?.admission).toBe('full');
  });

  it('leaves room, and no trace, once it is closed, also while it is answered', () => {
    const { book, from } = open(1, 1);
    from('a', '1');
    book.begin('1');
    book.close('1');
    book.end('1');
    book.close('1');
    expect(book.size).toBe(0);
    expect(from('a', '2')).toEqual([{ admission: 'admitted' }]);
  });

  it('counts each of several requests under way', () => {
    const { book, from } = open(1, 0);
    from('a', '1');
    book.begin('1');
    book.begin('1');
    book.end('1');
    expect(from('a', '2')).toEqual([{ admission: 'full' }]);
  });

  it('S9: has ten seconds to agree on TLS, and may then be silent for its other limits', () => {
    const { clock, book, from } = open(10, 0);
    from('a', '1', '2');
    book.secure('2');
    clock.nowMs += 9_999;
    from('a', '3');
    expect(book.late()).toEqual([]);
    clock.nowMs += 1;
    expect(book.late()).toEqual(['1']);
  });
});
