import type { OrderEvent } from '../api/order.js';

/** Readers of an event's public data. ProtoJSON leaves out what is empty, false or 0. */
export type Data = OrderEvent['data'];

export interface Amount {
  readonly minor: number;
  readonly currency: string;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

export const textIn = (data: Data, name: string): string => (typeof data[name] === 'string' ? data[name] : '');
export const numberIn = (data: Data, name: string): number => (typeof data[name] === 'number' ? data[name] : 0);
export const flagIn = (data: Data, name: string): boolean => data[name] === true;
export const listIn = (data: Data, name: string): readonly Data[] =>
  Array.isArray(data[name]) ? data[name].filter(isObject) : [];
export const textsIn = (data: Data, name: string): readonly string[] =>
  Array.isArray(data[name]) ? data[name].filter((one) => typeof one === 'string') : [];
export const objectIn = (data: Data, name: string): Data => (isObject(data[name]) ? data[name] : {});

export const amountIn = (data: Data, name: string): Amount => {
  const amount = objectIn(data, name);
  return { minor: numberIn(amount, 'minor'), currency: textIn(amount, 'currency') };
};
