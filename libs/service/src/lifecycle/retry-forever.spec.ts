import { openLog } from '../telemetry/logger.js';
import { retryForever } from './retry-forever.js';

const log = openLog({ service: 'test', level: 'silent' });
const failing = (...errors: readonly Error[]) => {
  const left = [...errors];
  return async () => {
    const error = left.shift();
    if (error) throw error;
    return 'there';
  };
};

describe('a service that starts', () => {
  it('waits for a server that is not there yet', async () =>
    expect(await retryForever('it', log, failing(Object.assign(new Error(), { code: 'ECONNREFUSED' })))).toBe('there'));

  it.each([new TypeError('x'), Object.assign(new Error('syntax error'), { code: '42601' })])(
    'does not wait where waiting mends nothing: %s',
    (mistake) => expect(retryForever('it', log, failing(mistake))).rejects.toBe(mistake),
  );
});
