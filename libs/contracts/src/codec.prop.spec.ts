import { fromJsonString, toJsonString } from '@bufbuild/protobuf';
import fc from 'fast-check';
import { type EventType, eventSchemas, newEvent } from './catalogue.js';
import { decode, encode } from './codec.js';
import { OrderPricedSchema } from './generated/tollgate/pricing/v1/pricing_pb.js';
import { type QuoteResponse, QuoteResponseSchema } from './generated/tollgate/quote/v1/quote_pb.js';
import { create } from './index.js';

const text = fc.string({ unit: 'grapheme' });
const money = fc.record({ minor: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), currency: text });
const int32 = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
const priced = fc.record({
  subtotal: money,
  total: money,
  shippingMethod: text,
  taxLines: fc.array(
    fc.record({
      jurisdiction: text,
      ratePpm: int32,
      taxable: money,
      shares: fc.array(fc.record({ line: int32, amount: money })),
    }),
  ),
});

describe('the codec', () => {
  it('writes the same text as protobuf-es, for any priced order', () => {
    fc.assert(
      fc.property(priced, (init) => {
        const message = create(OrderPricedSchema, init);
        expect(encode(OrderPricedSchema, message)).toBe(toJsonString(OrderPricedSchema, message));
      }),
    );
  });

  it('reads what protobuf-es reads, for any priced order', () => {
    fc.assert(
      fc.property(priced, (init) => {
        const written = toJsonString(OrderPricedSchema, create(OrderPricedSchema, init));
        expect(decode(OrderPricedSchema, written)).toEqual(fromJsonString(OrderPricedSchema, written));
      }),
    );
  });

  it.each(Object.keys(eventSchemas) as EventType[])(
    'reads an empty %s as protobuf-es does: every field at its default',
    (type) => {
      expect(decode(eventSchemas[type], '{}')).toEqual(newEvent(type, {} as never).data);
    },
  );

  it('carries the one chosen outcome of a quote', () => {
    const message: QuoteResponse = create(QuoteResponseSchema, {
      outcome: { case: 'failed', value: { code: 'destination_not_served' } },
    });
    const written = encode(QuoteResponseSchema, message);
    expect(written).toBe(toJsonString(QuoteResponseSchema, message));
    expect(decode(QuoteResponseSchema, written)).toEqual(message);
  });

  it('passes over a field of a later release', () => {
    expect(decode(OrderPricedSchema, '{"rounding":"half_up_per_line","surcharge":{"minor":"5"}}').rounding).toBe(
      'half_up_per_line',
    );
  });

  it('refuses an int64 that is no whole decimal number', () => {
    expect(() => decode(OrderPricedSchema, '{"total":{"minor":"1.5"}}')).toThrow(SyntaxError);
    expect(() => decode(OrderPricedSchema, '{"total":{"minor":true}}')).toThrow(TypeError);
  });
});
