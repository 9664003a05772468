import { lookAgain } from './look-again.js';

describe('a mail whose event is not in the log', () => {
  it('is looked for again for a minute, and then owed no more', () => {
    expect([lookAgain(1), lookAgain(30)]).toEqual([{ postponeMs: 2_000 }, { postponeMs: 2_000 }]);
    expect(lookAgain(31)).toBe('done');
  });
});
