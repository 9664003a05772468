/** An event's data as JSON, in any of its forms. */
export type EventJson = Readonly<Record<string, unknown>>;

/** Brings data of one schema to the next: pure, total for every text that was ever written under the old one. */
export type Upcaster = (data: EventJson) => EventJson;

/** By type and the schema that the data was written under, e.g. `PaymentDeclined.1` for the step from 1 to 2. */
export type Upcasters = Readonly<Record<string, Upcaster>>;

/** Every change of meaning there ever was, one small file each. None so far: all events are at schema 1. */
export const upcasters: Upcasters = {};

/** The data's text in its present form. A schema later than we know is read as it is: what we do not know of it is passed over. */
export const upcast = (
  header: { readonly type: string; readonly schema: number },
  dataText: string,
  known: Upcasters,
): string => {
  let { schema } = header;
  let step = known[`${header.type}.${schema}`];
  if (step === undefined) return dataText;
  let data = JSON.parse(dataText) as EventJson;
  for (; step !== undefined; step = known[`${header.type}.${schema}`]) {
    data = step(data);
    schema += 1;
  }
  return JSON.stringify(data);
};
