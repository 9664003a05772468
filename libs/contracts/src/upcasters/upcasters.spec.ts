import { readEvent } from '../envelope.js';
import type { Upcasters } from './index.js';

/** PaymentDeclined as it was before the first release: DE 39 of ISO 8583 in a field of its own, and no operation. */
const oldText = '{"responseCode":"51","code":"insufficient_funds"}';
const headerOf = (schema: number): string =>
  JSON.stringify({
    id: 'e',
    subject: { kind: 'order', id: 'o' },
    stream: 'payment',
    version: 2,
    type: 'PaymentDeclined',
    schema,
  });

const known: Upcasters = {
  'PaymentDeclined.0': ({ responseCode, ...rest }) => ({ ...rest, networkCode: responseCode }),
};

describe('an event written by an earlier release', () => {
  it('is read in its present form, while its text stays as it was hashed', () => {
    const event = readEvent({ headerText: headerOf(0), dataText: oldText, hash: 'aa' }, known);
    expect(event?.data).toMatchObject({ code: 'insufficient_funds', networkCode: '51' });
    expect(event?.dataText).toBe(oldText);
  });

  it('goes through every step between its schema and the present one', () => {
    const steps: Upcasters = { ...known, 'PaymentDeclined.1': (data) => ({ ...data, code: `${data.code}!` }) };
    expect(readEvent({ headerText: headerOf(0), dataText: oldText, hash: 'aa' }, steps)?.data).toMatchObject({
      code: 'insufficient_funds!',
      networkCode: '51',
    });
  });

  it('is read as it is where its schema is later than ours', () => {
    const text = '{"code":"do_not_honor","advice":"try_later"}';
    const event = readEvent({ headerText: headerOf(7), dataText: text, hash: 'aa' }, known);
    expect(event?.data).toMatchObject({ code: 'do_not_honor' });
    expect(event?.dataText).toBe(text);
  });
});
