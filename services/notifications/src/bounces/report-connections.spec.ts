import { ReportConnections } from './report-connections.store.js';

const peer = (id: string, remoteAddress = '192.0.2.1') => ({ id, remoteAddress });
const open = (longestMs: number, end: (id: string) => void = () => undefined) =>
  new ReportConnections({ longestMs, mostOfAddress: 3, end });

describe('the connections that reports come by', () => {
  it('are three of an address, and one more once one is over', () => {
    const connections = open(60_000);
    expect(['a', 'b', 'c', 'd'].map((id) => connections.admit(peer(id)))).toEqual([true, true, true, false]);
    connections.closed({ id: 'd' });
    expect(connections.admit(peer('e'))).toBe(false);
    connections.closed({ id: 'a' });
    expect(connections.admit(peer('f'))).toBe(true);
  });

  it('are counted by what a client has whole: an address however it is written, and a /64', () => {
    const connections = open(60_000);
    const admitted = (...addresses: readonly string[]) => addresses.map((one) => connections.admit(peer(one, one)));
    expect(admitted('2001:db8::1', '2001:db8::2', '2001:db8::3', '2001:db8::4', '2001:db8:1::1')).toEqual([
      true,
      true,
      true,
      false,
      true,
    ]);
  });

  it('end after a while, whatever still comes by them, but for those that are over', async () => {
    const ended: string[] = [];
    const connections = open(10, (id) => ended.push(id));
    for (const id of ['a', 'b']) connections.admit(peer(id));
    connections.closed({ id: 'b' });
    while (ended.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(ended).toEqual(['a']);
  });
});
