import { recorded } from '@tollgate/testing';
import { changeOfLimits } from './change-of-limits.js';

const command = '01890a5d-ac96-774b-bcce-b302099a8a77';
const changed = (causation: string) =>
  recorded(
    'SettingsChanged',
    { area: 'refunds', document: '{}' },
    { causation, actor: { service: 'gateway-ingress', on: 'usr_olga' }, occurredAt: '2026-11-27T18:30:00.000Z' },
  );

describe('what owners are told of their limits', () => {
  it('is who changed them and when, by the command that did', () =>
    expect(changeOfLimits([changed('other'), changed(command)], command)).toEqual({
      by: 'usr_olga',
      at: '2026-11-27T18:30:00.000Z',
    }));

  it('is nothing where the command changed nothing, or was refused', () =>
    expect(changeOfLimits([changed('other')], command)).toBeUndefined());
});
