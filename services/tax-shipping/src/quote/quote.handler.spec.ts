import { create, QuoteRequestSchema } from '@tollgate/contracts';
import { onlineLine, shippedLine } from '@tollgate/testing';
import { PriceHandler } from '../price/price.handler.js';
import { shippingSettings } from '../settings/shipping-settings.schema.js';
import { taxSettings } from '../settings/tax-settings.schema.js';
import { QuoteHandler } from './quote.handler.js';

const albany = { country: 'US', region: 'NY', postalCode: '12207' };

const setUp = () => {
  const scopes: string[] = [];
  const settings = {
    current: async (area: { area: string }, { merchant, mode }: { merchant: string; mode: string }) => {
      scopes.push(`${area.area} ${merchant} ${mode}`);
      return { document: area.area === 'tax' ? taxSettings.defaults : shippingSettings.defaults, version: 0 } as never;
    },
  };
  const log = { startStream: () => Promise.reject(new Error('a quote appends nothing')) };
  const handler = new QuoteHandler(new PriceHandler(log, settings), { now: () => new Date('2026-11-23T12:00:00Z') });
  const quote = (init: object = {}) =>
    handler.quote(
      create(QuoteRequestSchema, {
        merchant: 'mer_demo',
        mode: 'live',
        currency: 'USD',
        lines: [onlineLine, shippedLine],
        billing: albany,
        ...init,
      }),
    );
  return { quote, scopes };
};

describe('a quote', () => {
  it('is the price of the order, by the settings of the merchant and the mode', async () => {
    const { quote, scopes } = setUp();
    expect(await quote()).toMatchObject({ outcome: { case: 'priced', value: { total: { minor: 5426n } } } });
    expect(scopes).toEqual(['tax mer_demo live', 'shipping mer_demo live']);
  });

  it('is as of the time that was given', async () => {
    const { quote } = setUp();
    expect(await quote({ at: '2023-12-31T00:00:00Z' })).toMatchObject({
      outcome: { case: 'failed', value: { code: 'date_not_served' } },
    });
  });

  it.each([
    ['a time that is none', { at: 'today' }, 'invalid_date'],
    ['no address', { billing: undefined }, 'missing_address'],
    ['no mode', { mode: '' }, 'invalid_mode'],
  ])('is refused with %s', async (_, init, code) => {
    await expect(setUp().quote(init)).rejects.toMatchObject({ name: 'DomainError', code });
  });
});
