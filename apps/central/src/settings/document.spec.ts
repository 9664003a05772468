import { changesBetween, type Json, setIn } from './document.js';

const document: Json = {
  card: { attempts: 5, action: 'reject' },
  nexus: [{ jurisdiction: 'US-NY' }, { jurisdiction: 'US-OH', registration: '7' }],
};

describe('a settings document', () => {
  it('is changed at one place, and the rest stays', () =>
    expect(setIn(document, ['card', 'attempts'], 9)).toEqual({ ...document, card: { attempts: 9, action: 'reject' } }));

  it('gets and loses entries of a list', () => {
    expect(setIn(document, ['nexus', 2], { jurisdiction: 'US-TX' })).toMatchObject({
      nexus: [{}, {}, { jurisdiction: 'US-TX' }],
    });
    expect(setIn(document, ['nexus', 0], undefined)).toMatchObject({ nexus: [{ jurisdiction: 'US-OH' }] });
  });

  it('loses a member that is optional', () =>
    expect(setIn(document, ['nexus', 1, 'registration'], undefined)).toEqual({
      ...document,
      nexus: [{ jurisdiction: 'US-NY' }, { jurisdiction: 'US-OH' }],
    }));
});

describe('what changes', () => {
  it('is nothing where both say the same', () => expect(changesBetween(document, structuredClone(document))).toEqual([]));

  it('is told place by place, with before and after', () => {
    const after = setIn(setIn(document, ['card', 'attempts'], 9), ['nexus', 0, 'jurisdiction'], 'US-TX');
    expect(changesBetween(document, after)).toEqual([
      { path: ['card', 'attempts'], before: 5, after: 9 },
      { path: ['nexus', 0, 'jurisdiction'], before: 'US-NY', after: 'US-TX' },
    ]);
  });

  it('is a whole entry where one is new or gone', () => {
    const added = changesBetween(document, setIn(document, ['nexus', 2], { jurisdiction: 'US-TX' }));
    expect(added).toEqual([{ path: ['nexus', 2], before: undefined, after: { jurisdiction: 'US-TX' } }]);
    expect(changesBetween({ a: 1 }, {})).toEqual([{ path: ['a'], before: 1, after: undefined }]);
  });

  it('tells null from nothing', () =>
    expect(changesBetween({ a: null }, { a: 0 })).toEqual([{ path: ['a'], before: null, after: 0 }]));
});
