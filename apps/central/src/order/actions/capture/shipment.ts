/** What is typed in of a parcel. */
export interface Shipment {
  readonly carrier: string;
  readonly trackingNumber: string;
  readonly trackingUrl: string;
}

export const emptyShipment: Shipment = { carrier: '', trackingNumber: '', trackingUrl: '' };

const isNothing = (shipment: Shipment): boolean => Object.values(shipment).every((value) => value.trim() === '');

/** Whether a parcel is told of by halves: without its carrier, or with an address that is none by https. */
export const isShipmentFaulty = (shipment: Shipment): boolean => {
  if (isNothing(shipment)) return false;
  const url = shipment.trackingUrl.trim();
  return shipment.carrier.trim() === '' || (url !== '' && !/^https:\/\/[\x21-\x7e]+$/.test(url));
};

/** As the API takes it; nothing where nothing was typed in. */
export const shipmentIn = (shipment: Shipment): { readonly shipment?: Partial<Shipment> } => {
  if (isNothing(shipment)) return {};
  const told = Object.entries(shipment).flatMap(([name, value]) => (value.trim() === '' ? [] : [[name, value.trim()] as const]));
  return { shipment: Object.fromEntries(told) };
};
