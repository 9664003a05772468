import fc from 'fast-check';
import { headerOf } from './envelope.js';
import { readHeader } from './header-text.js';

const text = fc.oneof(
  fc.uuid(),
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('"', '\\', '","', '\u0000', '{}'),
);
const header = fc.record(
  {
    id: text,
    subject: fc.record({ kind: text, id: text }),
    stream: text,
    version: fc.nat(),
    merchant: text,
    mode: fc.constantFrom('test', 'live'),
    occurredAt: text,
    causation: text,
    correlation: text,
    traceparent: fc.option(text, { nil: undefined }),
    actor: fc.record({ service: text, on: text }, { requiredKeys: ['service'] }),
  },
  { requiredKeys: ['id', 'subject', 'stream', 'version', 'merchant', 'mode', 'occurredAt', 'causation', 'correlation', 'actor'] },
);

describe('the text of a header', () => {
  it('says what its JSON says, whatever stands in it', () =>
    fc.assert(
      fc.property(header, (one) => {
        const written = JSON.stringify(headerOf({ type: 'NoteAdded', data: {} } as never, one as never));
        expect(readHeader(written)).toEqual(JSON.parse(written));
      }),
    ));

  it.each([
    '{"id":"a"}',
    '{ "type": "OrderPlaced", "version": 1 }',
    '{"subject":{"id":"b","kind":"order"},"id":"a","later":[1]}',
  ])('may be written in another way: %s', (written) => expect(readHeader(written)).toEqual(JSON.parse(written)));

  it('is refused where it is none', () => expect(() => readHeader('{"id":"a"')).toThrow(SyntaxError));
});
