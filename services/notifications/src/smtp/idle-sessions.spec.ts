import { IdleSessions } from './idle-sessions.store.js';

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe('connections that wait for a mail', () => {
  it('come to their end one by one, also while the last of them is used again and again', async () => {
    const expired: string[] = [];
    const idle = new IdleSessions<string>(100, (session) => expired.push(session));
    for (const session of ['old', 'older than most', 'used']) idle.push(session);
    for (let mails = 0; mails < 8; mails += 1) {
      await pause(30);
      const session = idle.pop();
      expect(session).toBe('used');
      if (session !== undefined) idle.push(session);
    }
    expect(expired).toEqual(['old', 'older than most']);
    expect(idle.count).toBe(1);
    await pause(200);
    expect(expired).toEqual(['old', 'older than most', 'used']);
  });

  it('are all let go at once where none of them is trusted', async () => {
    const expired: string[] = [];
    const idle = new IdleSessions<string>(20, (session) => expired.push(session));
    idle.push('one');
    idle.push('two');
    expect(idle.drain()).toEqual(['one', 'two']);
    expect(idle.pop()).toBeUndefined();
    await pause(50);
    expect(expired).toEqual([]);
  });
});
