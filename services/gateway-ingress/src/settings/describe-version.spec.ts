import { recorded } from '@tollgate/testing';
import { versionsOf } from './describe-version.js';

const set = (area: string, document: object, version: number) =>
  recorded(
    'SettingsChanged',
    { area, document: JSON.stringify(document) },
    { version, actor: { service: 'fraud', on: 'usr_ann' }, occurredAt: `2026-11-2${version}T10:00:00.000Z` },
  );

describe('the history of an area', () => {
  it('has its versions alone, newest first, each with who set what', () => {
    const events = [set('fraud', { limit: 1 }, 1), set('tax', {}, 2), set('fraud', { limit: 2 }, 3)];
    expect(versionsOf('fraud', events)).toMatchObject([
      { version: 3, changedAt: '2026-11-23T10:00:00.000Z', by: 'usr_ann', document: { limit: 2 } },
      { version: 1, document: { limit: 1 } },
    ]);
    expect(versionsOf('receipt', events)).toEqual([]);
  });
});
