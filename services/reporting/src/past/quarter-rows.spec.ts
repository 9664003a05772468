import { orderPlaced } from '@tollgate/testing';
import { stepsOf } from '../projection/reported-order.js';
import { quarterRows } from './quarter-rows.js';

const steps = stepsOf(undefined, [orderPlaced()]);

describe('what steps write into a read model of sums', () => {
  it('is its rows of quarters, each of its columns as text', () => {
    const rows = JSON.parse(quarterRows('figures', steps));
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      grain: 'quarter',
      at: '2026-11-23T12:00:00.000Z',
      currency: 'USD',
      placed: '1',
      captured_minor: '0',
    });
  });

  it('is nothing where nothing of it happened, and a defect where there is no such read model', () => {
    expect(quarterRows('settlements', steps)).toBe('[]');
    expect(() => quarterRows('nothing', steps)).toThrow(TypeError);
  });
});
