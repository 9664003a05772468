import { crashPoints } from '@tollgate/order-log';
import { eventually } from '@tollgate/testing';
import { crashingGateway } from '../../testing/crashing-gateway.js';
import { TestGateway } from '../../testing/gateway.js';
import { declinedCard, PayPage, pay, visa } from '../../testing/pay-page.js';
import { CRASH_AFTER_CLAIM } from '../payment/pay-session.handler.js';

/** A replica that lives as long as the others. */
const NEVER = 'never';

describe('I3, I6: a session is paid once', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await TestGateway.start();
  });
  afterAll(() => gateway.stop());

  it.each([CRASH_AFTER_CLAIM, crashPoints.appendBeforeCommit, crashPoints.appendAfterCommit, crashPoints.publishAfterAck])(
    'where the process dies at %s, and the customer pays again, by the same form or in another tab with another card',
    async (point) => {
      const pages = [await PayPage.open(gateway), await PayPage.open(gateway)];
      const filled = await Promise.all(pages.map((page) => page.filledIn()));
      const victim = await crashingGateway(gateway, point);
      const broken = await Promise.allSettled(
        pages.map((page, at) => page.post({ ...filled[at], ...visa, ...pay }, {}, victim.port)),
      );
      await victim.ended;
      expect(broken.some(({ status }) => status === 'rejected')).toBe(true);
      for (const [at, page] of pages.entries()) {
        const other = await page.filledIn();
        const answers = await Promise.all([
          page.post({ ...filled[at], ...visa, ...pay }),
          page.post({ ...other, ...visa, 'card.number': '5555555555554444', ...pay }),
        ]);
        for (const { status } of answers) expect(status).toBe(303);
        // What the dead process could not publish the log's relay does: until then the page waits.
        await eventually('the outcome', async () => ((await page.session()).status === 'paid' ? true : undefined));
        expect(await page.orderCount()).toBe(1);
      }
    },
    60_000,
  );

  it('by tabs at two replicas that pay at the same moment, each with its own card, also after a decline', async () => {
    const other = await crashingGateway(gateway, NEVER);
    for (let round = 0; round < 5; round += 1) {
      const page = await PayPage.open(gateway);
      const declined = await page.post({ ...(await page.filledIn()), ...declinedCard, ...pay });
      expect(declined.status).toBe(402);
      const forms = await Promise.all([page.filledIn(), page.filledIn(), page.filledIn(), page.filledIn()]);
      const answers = await Promise.all(
        forms.map((form, at) => page.post({ ...form, ...visa, ...pay }, {}, at % 2 === 0 ? gateway.port : other.port)),
      );
      for (const { status } of answers) expect(status).toBe(303);
      expect([(await page.session()).status, await page.orderCount()]).toEqual(['paid', 2]);
    }
    other.stop();
    await other.ended;
  });

  it('or ended by the merchant, never both, whichever comes first at which replica', async () => {
    const other = await crashingGateway(gateway, NEVER);
    const seen = new Set<string>();
    for (let round = 0; round < 12; round += 1) {
      const page = await PayPage.open(gateway);
      const filled = await page.filledIn();
      const end = async () => {
        await new Promise((resolve) => setTimeout(resolve, round * 4));
        return gateway.send('POST', `/v1/checkout-sessions/${page.id}/expire`, { port: other.port });
      };
      const [ended] = await Promise.all([end(), page.post({ ...filled, ...visa, ...pay })]);
      const [{ status }, orders] = [await page.session(), await page.orderCount()];
      expect([
        [200, 'canceled', 0],
        [409, 'paid', 1],
      ]).toContainEqual([ended.status, status, orders]);
      seen.add(status);
    }
    expect(seen.size).toBeGreaterThan(0);
    other.stop();
    await other.ended;
  });
});
