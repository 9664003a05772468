import { create, FiguresResponseSchema } from '@tollgate/contracts';
import { describeFigures } from './describe-figures.js';
import { figuresAnswerSchema } from './figures.schema.js';

const response = create(FiguresResponseSchema, {
  from: '2026-11-27T00:00:00.000Z',
  to: '2026-11-27T01:00:00.000Z',
  currencies: [
    {
      currency: 'USD',
      total: { placed: 3n, approved: 2n, captured: 10_852n, refunded: 1_300n, net: 9_552n },
      series: [{ label: '2026-11-27T00:00+00:00', begin: '2026-11-27T00:00:00.000Z', figures: { placed: 3n } }],
    },
  ],
});

describe('the figures of a time', () => {
  it('are answered as they are documented, what did not happen as 0', () => {
    const described = describeFigures(response);
    expect(figuresAnswerSchema.parse({ ...described, timeZone: 'UTC' }).data[0]).toMatchObject({
      currency: 'USD',
      total: { placed: 3, declined: 0, captured: 10_852, refunded: 1_300, net: 9_552 },
      series: [{ label: '2026-11-27T00:00+00:00', figures: { placed: 3, net: 0 } }],
    });
  });

  it('are none where nothing happened', () =>
    expect(describeFigures(create(FiguresResponseSchema, { from: 'a', to: 'b' }))).toEqual({ from: 'a', to: 'b', data: [] }));
});
