import { exportParameters } from './export.schema.js';

describe('the parameters of an export', () => {
  it('are also those of Central, whose address names the store and mode: every download there was refused', () =>
    expect(exportParameters.parse({ store: 'mer_demo', mode: 'test', format: 'csv' })).toEqual({ format: 'csv' }));

  it('know no other format', () => expect(exportParameters.safeParse({ format: 'doc' }).success).toBe(false));
});
