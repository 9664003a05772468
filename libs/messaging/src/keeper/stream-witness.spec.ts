import { isSameStream, type SeenStream } from './stream-witness.js';

const witness = { streamCreated: 'monday', sequence: 50, messageId: 'fifty' };
const seen = (changes: Partial<SeenStream> = {}): SeenStream => ({
  created: 'monday',
  firstSequence: 1,
  lastSequence: 60,
  messageIdAt: 'fifty',
  ...changes,
});

describe('a stream is the one that was seen', () => {
  it('while it grows', () => expect(isSameStream(witness, seen())).toBe(true));
  it('when what was handled is removed, the witness among it', () =>
    expect(isSameStream(witness, seen({ firstSequence: 51, messageIdAt: undefined }))).toBe(true));
  it('empty as it was', () =>
    expect(
      isSameStream(
        { streamCreated: 'monday', sequence: 0, messageId: '' },
        seen({ firstSequence: 0, lastSequence: 0, messageIdAt: '' }),
      ),
    ).toBe(true));
});

describe('a stream has lost messages', () => {
  it('when it was made anew', () => expect(isSameStream(witness, seen({ created: 'tuesday' }))).toBe(false));
  it('B2: when an older copy of it ends before the message', () =>
    expect(isSameStream(witness, seen({ lastSequence: 49 }))).toBe(false));
  it('B2: when an older copy of it has grown past the message with others', () =>
    expect(isSameStream(witness, seen({ messageIdAt: 'another' }))).toBe(false));
  it('when the message alone is gone', () => expect(isSameStream(witness, seen({ messageIdAt: undefined }))).toBe(false));
});
