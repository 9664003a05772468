import { eventKinds, eventSchemas, streams } from './catalogue.js';
import { fromPublicId, toPublicId } from './ids.js';
import { eventSubject } from './subjects.js';

describe('the catalogue of events', () => {
  it('gives every event a stream, an owner and a schema version', () => {
    for (const [type, kind] of Object.entries(eventKinds)) {
      expect(kind).toMatchObject({ type, stream: expect.any(String), appendedBy: expect.stringMatching(/^[a-z-]+$/) });
      expect(streams).toContain(kind.stream);
      expect(kind.schema).toBeGreaterThanOrEqual(1);
    }
    expect(Object.keys(eventKinds)).toEqual(Object.keys(eventSchemas));
  });

  it('lets one service alone append to a stream', () => {
    for (const stream of streams) {
      const owners = new Set(
        Object.values(eventKinds)
          .filter((kind) => kind.stream === stream)
          .map((kind) => kind.appendedBy),
      );
      expect([stream, owners.size]).toEqual([stream, 1]);
    }
  });
});

describe('names', () => {
  it("put merchant and type into an event's subject", () => {
    expect(eventSubject({ merchant: 'mer_demo', order: 'o', type: 'OrderPlaced' } as never)).toBe('order.mer_demo.OrderPlaced');
  });

  it('lead from the public id back to the uuid, and from anything else nowhere', () => {
    const uuid = '01890a5d-ac96-774b-bcce-b302099a8057';
    expect(fromPublicId('ord', toPublicId('ord', uuid))).toBe(uuid);
    for (const wrong of [
      '',
      'ord_',
      uuid,
      `ord_${uuid}`,
      `mer_${uuid.replaceAll('-', '')}`,
      `ord_${'G'.repeat(32)}`,
      `ord_${'a'.repeat(33)}`,
    ]) {
      expect(fromPublicId('ord', wrong)).toBeUndefined();
    }
  });
});
