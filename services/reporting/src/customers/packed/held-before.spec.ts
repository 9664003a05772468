import { heldBefore } from './held-before.js';

describe('what a merchant holds before a moment', () => {
  it('I14: is counted of one merchant and mode in each of its places, up to the moment and not with it', () => {
    const text = heldBefore('$3');
    expect(text.match(/FROM (orders|figures)/g)).toHaveLength(text.match(/merchant = \$1 AND mode = \$2/g)?.length ?? 0);
    expect(text).toContain(`type = 'credit' AND placed_at < $3)`);
    expect(text).toMatch(
      /grain = 'month' AND at < date_trunc\('month', \$3, 'UTC'\)[\s\S]*grain = 'day' AND at >= date_trunc\('month', \$3, 'UTC'\) AND at < \$3/,
    );
  });
});
