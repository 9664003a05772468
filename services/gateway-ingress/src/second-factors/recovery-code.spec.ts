import { normalRecoveryCode, recoveryCodeOf } from './recovery-code.js';

describe('a recovery code', () => {
  it('has 80 bits in four groups', () => {
    expect(recoveryCodeOf(Uint8Array.from({ length: 16 }, (_, index) => index * 17))).toBe(
      '0H2K-4N6Q-8S AV-CXEZ'.replace(' ', ''),
    );
    const all = new Set(Array.from({ length: 256 }, (_, byte) => recoveryCodeOf(new Uint8Array(16).fill(byte)).charAt(0)));
    expect(all.size).toBe(32);
  });

  it('may be typed in small letters, without hyphens, and with letters for the digits they look like', () =>
    expect(normalRecoveryCode(' 0h2k-4n6q 8sav-cxeO ')).toBe('0H2K4N6Q8SAVCXE0'));
});
