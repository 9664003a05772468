import type { CardBody } from './card.schema.js';
import { CardSecret } from './card-secret.js';
import { checkStrayNumber } from './stray-number.js';

const pan = '4111111111111111';
const card = { number: new CardSecret(pan), expiryMonth: 12, expiryYear: 2030 } as CardBody;
const own = '/payment/card/number';
const errorsOf = (body: object, headers: Readonly<Record<string, string>> = {}) =>
  checkStrayNumber(card, { own, request: { body: { payment: { card: { number: pan } }, ...body }, headers } });

describe('O6: the number of the paying card', () => {
  it('may stand in its own place', () => expect(errorsOf({})).toEqual([]));

  it('is refused wherever else it stands in what is kept, whatever stands between its digits', () =>
    expect(errorsOf({ metadata: { note: '4111a1111b1111c1111' } }, { 'x-request-id': pan, 'user-agent': pan })).toEqual([
      { code: 'card_number_in_text', field: '/metadata/note' },
      { code: 'card_number_in_text', field: 'x-request-id' },
    ]));

  it('is looked for where a request brings one', () =>
    expect(checkStrayNumber(undefined, { own, request: { body: { note: pan }, headers: {} } })).toEqual([]));
});
