import { showTime, showWholeSize } from './show.js';

describe('a size', () => {
  it('is shown to the byte, too, and as each language writes it', () => {
    expect(showWholeSize(1_048_576, 'en')).toBe('1.0 MB (1,048,576 bytes)');
    expect(showWholeSize(999, 'en')).toBe('999 bytes');
    expect(showWholeSize(1_048_576, 'de')).toBe('1,0 MB (1.048.576 Byte)');
    expect(showWholeSize(1_048_576, 'fr')).toMatch(/^1,0\sMo \(1\s048\s576\soctets\)$/);
  });
});

describe('a time', () => {
  const at = '2026-11-26T12:00:00.000Z';
  it('is the shop’s, with the name of its zone', () => {
    expect(showTime(at, { language: 'en', timeZone: 'America/New_York' })).toBe(
      'November 26, 2026 at 7:00 AM Eastern Standard Time',
    );
    expect(showTime(at, { language: 'de', timeZone: 'Europe/Berlin' })).toMatch(/26\. November 2026 um 13:00.*Normalzeit/);
    expect(showTime(at, { language: 'ja', timeZone: 'UTC' })).toMatch(/2026年11月26日.*12:00.*協定世界時/);
  });
});
