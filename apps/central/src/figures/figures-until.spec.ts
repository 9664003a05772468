import { ApiProblem } from '../api/problem.js';
import type { FiguresReport } from './figures.js';
import { figuresUntil } from './figures-until.js';

const report: FiguresReport = { buckets: [], currencies: [] } as never;
const span = { from: '2026-11-20T05:00:00.000Z', to: '2026-11-20T05:05:00.000Z' };

const asked = async (one: typeof span, refusal?: Error): Promise<readonly object[]> => {
  const queries: object[] = [];
  await figuresUntil(async (query) => {
    queries.push(query);
    if (refusal !== undefined && 'at' in query) throw refusal;
    return report;
  }, one);
  return queries;
};

describe('the figures that today is compared with', () => {
  it('end five minutes after midnight where today does, not a quarter of an hour after it', async () =>
    expect(await asked(span)).toEqual([{ ...span, at: span.to }]));

  it('are whole quarters where the moment is the end of one', async () => {
    const whole = { ...span, to: '2026-11-20T05:15:00.000Z' };
    expect(await asked(whole)).toEqual([whole]);
  });

  it('are those of the whole quarter where too much happened in it, and nothing where they are refused', async () => {
    const refusal = (code: string) => new ApiProblem({ status: 422, code });
    expect(await asked(span, refusal('moment_too_busy'))).toEqual([{ ...span, at: span.to }, span]);
    await expect(asked(span, refusal('not_allowed'))).rejects.toThrow();
  });
});
