import { emptyShipment, isShipmentFaulty, shipmentIn } from './shipment.js';

describe('the parcel of a capture', () => {
  it('is left out where nothing was typed in', () => {
    expect(shipmentIn({ ...emptyShipment, carrier: '  ' })).toEqual({});
    expect(isShipmentFaulty(emptyShipment)).toBe(false);
  });

  it('is told of by what was typed in', () =>
    expect(shipmentIn({ carrier: ' UPS ', trackingNumber: '', trackingUrl: 'https://ups.example/1Z' })).toEqual({
      shipment: { carrier: 'UPS', trackingUrl: 'https://ups.example/1Z' },
    }));

  it.each([
    ['', '1Z999', ''],
    ['UPS', '', 'http://ups.example'],
    ['UPS', '', 'ups.example'],
  ])('is at fault as %j, %j, %j', (carrier, trackingNumber, trackingUrl) =>
    expect(isShipmentFaulty({ carrier, trackingNumber, trackingUrl })).toBe(true),
  );
});
