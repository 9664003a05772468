import { authorizationOf, type Order } from '@tollgate/order';
import { EffectRunner, MemoryOrderLog, MemoryStore, orderTarget } from '@tollgate/order-log';
import { MemoryDueWork } from '@tollgate/postgres';
import { fraudAccepted, orderPlaced, orderPriced, testOrderId } from '@tollgate/testing';
import type { CardDetails, PreparedRequest, ProcessorRequest } from '../processors/card-processor.js';
import { ScriptedProcessor } from '../processors/testing/scripted-processor.js';
import { recordReversal } from '../reverse/record-reversal.js';
import { type OwedReversal, REVERSAL, ReversalsHandler } from '../reverse/reversals.handler.js';
import { authorizeEffect } from './authorize-effect.handler.js';
import { CardLoan, type CardSource } from './card-loan.handler.js';
import { recordAuthorization } from './record-authorization.js';

const cause = { id: 'cause', hash: '', correlation: testOrderId };
const target = orderTarget(testOrderId);
const cards: CardSource = {
  use: (_token, _scope, use) => use({ expiry: '3012' } as CardDetails),
  forget: () => undefined,
  keep: async () => undefined,
};

/** A replica that is about to ask; `beforeAsking` happens between its intent and its request. */
const asking = (beforeAsking: (other: MemoryOrderLog) => Promise<void>) => {
  let aheadMs = 0;
  const startMs = Date.parse(orderPlaced().header.occurredAt);
  const clock = { now: () => new Date(startMs + aheadMs) };
  const store = new MemoryStore();
  store.add(orderPlaced(), orderPriced(), fraudAccepted());
  const log = new MemoryOrderLog({ service: 'authorization', store });
  const other = new MemoryOrderLog({ service: 'authorization', store });
  class Processor extends ScriptedProcessor {
    override async prepare(request: ProcessorRequest): Promise<PreparedRequest> {
      const { reference, submit } = await super.prepare(request);
      return { reference, submit: () => beforeAsking(other).then(submit) };
    }
  }
  const processor = new Processor({ script: () => 'lost' });
  const dueWork = new MemoryDueWork({ clock });
  const parts = {
    processors: { choose: async () => ({ processor, settingsVersion: 1 }) },
    reversals: new ReversalsHandler({ dueWork, clock }),
    clock,
  };
  const perform = (): Promise<Order> =>
    new EffectRunner({ log }).perform(authorizeEffect(parts, new CardLoan(cards)), target, cause);
  const standStill = (ms: number): void => {
    aheadMs += ms;
  };
  return { perform, log, processor, dueWork, standStill };
};

describe('I3, I4: a replica that stood still between its intent and its request', () => {
  it('asks nobody when it goes on: the order may be given up by then, and what is approved after that stays held', async () => {
    const { perform, log, processor, standStill } = asking(async () => undefined);
    const append = log.append.bind(log);
    log.append = async (request) => {
      const appended = await append(request);
      standStill(11_000);
      return appended;
    };
    await expect(perform()).rejects.toThrow('stood still');
    expect(processor.received).toEqual([]);
    expect(authorizationOf((await log.load(target)).state.payment)?.state).toBe('submitted');
  });

  it('owes a reversal of its own where another one gave the order up meanwhile, and no answer came', async () => {
    const { perform, dueWork } = asking(async (other) => {
      await other.decide(target, { ...cause, appends: 'AuthorizationUnknown' }, (order) =>
        recordAuthorization(order, { outcome: 'unknown', cause: 'recovered' }),
      );
      await other.decide(target, { ...cause, id: 'reversal', appends: 'AuthorizationReversed' }, (order) =>
        recordReversal(order, { attempts: 1 }),
      );
    });
    expect(authorizationOf((await perform()).payment)?.state).toBe('reversed');
    const owed = await dueWork.claim({ kind: REVERSAL, count: 10, leaseMs: 1_000 });
    expect(owed.map(({ payload }) => (payload as OwedReversal).isLate)).toContain(true);
  });
});
