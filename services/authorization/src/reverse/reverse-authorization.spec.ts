import { EffectRunner, MemoryOrderLog, MemoryStore } from '@tollgate/order-log';
import { type DueItem, MemoryDueWork } from '@tollgate/postgres';
import {
  authorizationRequested,
  authorizationUnknown,
  fraudAccepted,
  orderPlaced,
  orderPriced,
  testOrderId,
} from '@tollgate/testing';
import type { PreparedRequest, ProcessorRequest } from '../processors/card-processor.js';
import { ProcessorRegistry } from '../processors/processor-registry.js';
import { ScriptedProcessor } from '../processors/testing/scripted-processor.js';
import { REVERSAL, ReversalsHandler } from './reversals.handler.js';
import { ReverseAuthorizationHandler } from './reverse-authorization.handler.js';

const LONGER_THAN_A_LEASE_MS = 21_000;

/** A processor whose answers come when the test says so. */
class SlowProcessor extends ScriptedProcessor {
  readonly answers = Promise.withResolvers<void>();

  override async prepare(request: ProcessorRequest): Promise<PreparedRequest> {
    const { reference, submit } = await super.prepare(request);
    return { reference, submit: () => this.answers.promise.then(submit) };
  }
}

/** A process that owes a reversal to a processor which does not answer. */
const owing = async () => {
  let nowMs = Date.parse('2026-11-23T12:00:30.000Z');
  const clock = { now: () => new Date(nowMs) };
  const store = new MemoryStore();
  const events = [
    orderPlaced(),
    orderPriced(),
    fraudAccepted(),
    authorizationRequested({ processor: 'scripted' }),
    authorizationUnknown(),
  ];
  store.add(...events);
  const log = new MemoryOrderLog({ service: 'authorization', store });
  const dueWork = new MemoryDueWork({ clock });
  const processor = new SlowProcessor({ script: () => 'lost' });
  const processors = new ProcessorRegistry([{ processor }]);
  const logger = { error: () => undefined };
  const handler = new ReverseAuthorizationHandler({
    log,
    effects: new EffectRunner({ log }),
    processors,
    dueWork,
    clock,
    logger,
  });
  await new ReversalsHandler({ dueWork, clock }).owe(testOrderId, 0);
  const claim = async (): Promise<DueItem> => {
    const [item] = await dueWork.claim({ kind: REVERSAL, count: 1, leaseMs: handler.leaseMs });
    if (item === undefined) throw new Error('nothing is due');
    return item;
  };
  const wait = (ms: number): void => {
    nowMs += ms;
  };
  return { handler, dueWork, claim, wait, answers: processor.answers };
};

describe('I4: a reversal that is owed', () => {
  it('comes again after a try that nobody answered', async () => {
    const { handler, dueWork, claim, wait, answers } = await owing();
    answers.resolve();
    const item = await claim();
    expect(await handler.handle(item)).toBe('done');
    await dueWork.done(item);
    wait(LONGER_THAN_A_LEASE_MS);
    expect(await claim()).toMatchObject({ payload: { attempts: 1 } });
  });

  it('comes again where two turns of it met in one try, the first one having outlived its lease: the hold is not forgotten', async () => {
    const { handler, dueWork, claim, wait, answers } = await owing();
    const firstTurn = handler.handle(await claim());
    await new Promise((resolve) => setImmediate(resolve)); // it is on its way, and has said when it comes again
    wait(LONGER_THAN_A_LEASE_MS);
    const second = await claim();
    const secondTurn = handler.handle(second);
    await new Promise((resolve) => setImmediate(resolve));
    answers.resolve();
    await firstTurn;
    if ((await secondTurn) === 'done') await dueWork.done(second);
    else await dueWork.postpone(second, new Date(0));
    expect((await dueWork.backlog(REVERSAL)).dueCount).toBe(1);
  });
});
