import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { faults } from './catalogue.ts';

describe('the faults', () => {
  const names = faults.map(({ name }) => name);

  it('have a name each, a way and what it befalls', () => {
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z-]+:[a-z-]+$/);
  });

  it('are all told in the README', () => {
    const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');
    for (const way of new Set(names.map((name) => name.split(':')[0]))) expect(readme).toContain(`\`${way}\``);
  });

  it('must be over in time: each says how soon an order is answered afterward', () => {
    for (const { servesWithinMs, holdMs } of faults) {
      expect(servesWithinMs).toBeGreaterThan(0);
      expect(holdMs[0]).toBeLessThanOrEqual(holdMs[1]);
    }
  });
});
