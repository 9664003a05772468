import { eventKinds, eventSchemas, streamFor, streamKinds, streamsOf, subjectKinds } from './catalogue.js';
import { fromPublicId, toPublicId } from './ids.js';
import { eventFilter, eventSubject } from './subjects.js';

describe('the catalogue of events', () => {
  it('gives every event a kind of subject, its streams with their owners, and a schema', () => {
    for (const [type, kind] of Object.entries(eventKinds)) {
      expect(kind).toMatchObject({ type, subject: expect.stringMatching(/^(order|merchant|plan|batch)$/) });
      expect(kind.streams.length).toBeGreaterThan(0);
      for (const { owner } of kind.streams) expect(owner).toMatch(/^[a-z-]+$/);
      expect(kind.schema).toBeGreaterThanOrEqual(1);
    }
    expect(Object.keys(eventKinds)).toEqual(Object.keys(eventSchemas));
  });

  it('lets one service alone append to a stream, and gives a stream to one kind of subject', () => {
    for (const { name } of streamKinds) {
      const said = Object.values(eventKinds).flatMap(({ subject, streams }) =>
        streams.filter((stream) => stream.name === name).map(({ owner }) => `${subject} ${owner}`),
      );
      expect([name, new Set(said).size]).toEqual([name, 1]);
    }
  });

  it('lets a service own several streams, and says which of them an event goes to', () => {
    expect(streamsOf('authorization').map(({ name }) => name)).toEqual(expect.arrayContaining(['payment', 'payment-settings']));
    expect(streamFor('SettingsChanged', 'authorization')).toBe('payment-settings');
    expect(streamFor('SettingsChanged', 'fraud')).toBe('fraud-settings');
    expect(streamFor('PaymentCaptured', 'authorization')).toBe('payment');
    expect(streamFor('PaymentCaptured', 'fraud')).toBeUndefined();
    expect(subjectKinds).toEqual(expect.arrayContaining(['order', 'merchant']));
    expect(new Set(subjectKinds).size).toBe(subjectKinds.length);
  });
});

describe('names', () => {
  it("put the subject's kind, merchant and type into an event's address on the bus", () => {
    const header = { merchant: 'mer_demo', subject: { kind: 'order', id: 'o' }, type: 'OrderPlaced' } as const;
    expect(eventSubject(header)).toBe('order.mer_demo.OrderPlaced');
    expect(eventFilter('SettingsChanged')).toBe('merchant.*.SettingsChanged');
  });

  it('lead from the public id back to the uuid, and from anything else nowhere', () => {
    const uuid = '01890a5d-ac96-774b-bcce-b302099a8057';
    expect(fromPublicId('ord', toPublicId('ord', uuid))).toBe(uuid);
    const hex = uuid.replaceAll('-', '');
    for (const wrong of ['', 'ord_', uuid, `ord_${uuid}`, `mer_${hex}`, `ord_${'G'.repeat(32)}`, `ord_${'a'.repeat(33)}`]) {
      expect(fromPublicId('ord', wrong)).toBeUndefined();
    }
  });
});
