import { captureSchema } from './capture.schema.js';

const codesOf = (shipment: object): readonly string[] =>
  captureSchema
    .safeParse({ shipment: { carrier: 'UPS', ...shipment } })
    .error?.issues.map(({ path, message }) => `/${path.join('/')} ${message}`) ?? [];

describe('the parcel of a capture', () => {
  it('has a number and an address that its customer finds it by', () =>
    expect(
      codesOf({ trackingNumber: '1Z999AA10123456784', trackingUrl: 'https://carrier.example/track/1Z999AA10123456784' }),
    ).toEqual([]));

  it.each([
    [{ trackingNumber: '4111111111111111' }, 'trackingNumber'],
    [{ trackingUrl: 'https://carrier.example/track/4111111111111111' }, 'trackingUrl'],
    [{ trackingUrl: 'https://carrier.example/track?parcel=4111%201111%201111%201111' }, 'trackingUrl'],
    [{ trackingUrl: 'https://carrier.example/track#%34111-1111-1111-1111' }, 'trackingUrl'],
  ])('I15: brings no card number into the log by %j', (shipment, field) =>
    expect(codesOf(shipment)).toEqual([`/shipment/${field} card_number_in_text`]),
  );
});
