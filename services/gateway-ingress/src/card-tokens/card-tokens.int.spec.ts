import { DeleteCardRequestSchema, DeleteCardResponseSchema, requests } from '@tollgate/contracts';
import { DomainError } from '@tollgate/errors';
import { TestGateway } from '../testing/gateway.js';
import { memberOf, type TestPerson } from '../testing/person.js';

describe('S21: a saved card that somebody has forgotten', () => {
  let gateway: TestGateway;
  let owner: TestPerson;
  let refusal: string | undefined;
  let asked = 0;
  beforeAll(async () => {
    gateway = await TestGateway.start();
    gateway.neighbors.answer(requests.deleteCard, [DeleteCardRequestSchema, DeleteCardResponseSchema], () => {
      asked += 1;
      if (refusal !== undefined) throw new DomainError(refusal);
      return {};
    });
    owner = await memberOf(gateway, 'owner');
  });
  afterAll(() => gateway.stop());
  beforeEach(() => {
    refusal = undefined;
  });

  const path = 'stores/mer_demo/test/card-tokens';
  const forget = (token: string) => owner.send('DELETE', `${path}/${token}`);
  /** What is recorded of cards by what `work` does. */
  const recordedBy = async (work: () => Promise<unknown>): Promise<readonly string[]> => {
    const all = () =>
      gateway.query<{ what: string }>(
        `SELECT concat(data->>'action', ' ', data->>'on') AS what FROM order_log.events
          WHERE type = 'OperatorActed' AND data->>'action' LIKE 'card_%' ORDER BY position`,
      );
    const before = (await all()).length;
    await work();
    return (await all()).slice(before).map(({ what }) => what);
  };

  it('is recorded as asked for before the vault is asked, and then as forgotten', async () =>
    expect(await recordedBy(async () => expect((await forget('card_saved')).status).toBe(204))).toEqual([
      'card_forget_asked card_saved',
      'card_forgotten card_saved',
    ]));

  it('is recorded as asked for alone where the vault refuses it', async () => {
    refusal = 'card_in_use';
    expect(await recordedBy(async () => expect((await forget('card_saved')).status).toBe(409))).toEqual([
      'card_forget_asked card_saved',
    ]);
  });

  it('stays where nothing can be recorded', async () => {
    await gateway.query(`ALTER TABLE order_log.events ADD CONSTRAINT full_up CHECK (stream <> 'access') NOT VALID`);
    asked = 0;
    try {
      expect((await forget('card_saved')).status).toBeGreaterThanOrEqual(500);
      expect(asked).toBe(0);
    } finally {
      await gateway.query('ALTER TABLE order_log.events DROP CONSTRAINT full_up');
    }
  });

  it('is nothing where there is none', async () =>
    expect(await recordedBy(async () => expect((await forget('card_unknown')).status).toBe(404))).toEqual([]));
});
