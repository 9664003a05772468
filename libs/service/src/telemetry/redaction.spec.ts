import { openLog } from './logger.js';
import { withoutCardNumbers } from './redaction.js';

describe('the log', () => {
  it.each(['4111111111111111', '4111 1111 1111 1111', '4111-1111-1111-1111', '378282246310005'])(
    'S18: strikes %s out',
    (number) => expect(withoutCardNumbers(`{"a":"${number}"}`)).toBe('{"a":"[card number removed]"}'),
  );

  it.each(['1763928112345', '01890a5d-ac96-774b-bcce-b302099a8057', '4111111111111112', '0.12345678901234567'])(
    'leaves %s alone',
    (text) => expect(withoutCardNumbers(text)).toBe(text),
  );

  it('S18: drops what may name a person or a secret, and what drivers hang on their errors', () => {
    const lines: string[] = [];
    const log = openLog({ service: 'test', level: 'info', write: (line) => lines.push(line) });
    const error = Object.assign(new Error('refused'), {
      code: '23505',
      detail: 'Key (email)=(ann@example.com)',
      parameters: ['ann'],
    });
    log.info({ order: 'o1', email: 'ann@example.com', error, request: { body: 'x', authorization: 'Bearer tgk' } }, 'said');
    const [line = ''] = lines;
    expect(line).not.toMatch(/ann|tgk/);
    expect(JSON.parse(line)).toMatchObject({
      level: 'info',
      service: 'test',
      order: 'o1',
      error: { type: 'Error', code: '23505' },
    });
  });
});
