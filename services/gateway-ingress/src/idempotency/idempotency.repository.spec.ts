import { newEvent } from '@tollgate/contracts';
import { DomainError } from '@tollgate/errors';
import { usd } from '@tollgate/money';
import { MemoryStore, orderTarget } from '@tollgate/order-log';
import { authorizedPreauth } from '@tollgate/testing';
import { requestCapture } from '../captures/request-capture.js';
import { causeOfCommand, type RequestContext } from '../http/caller.js';
import { openReplica } from '../testing/replica.js';

const events = authorizedPreauth();
const order = events[0]?.header.subject.id ?? '';
const request = { key: 'k', content: 'capture' };

const setUp = () => {
  const store = new MemoryStore();
  store.add(...events);
  const replica = () => {
    const { log, once } = openReplica(store);
    const capture = async (context: RequestContext): Promise<string> => {
      const { found } = context.attempt;
      if (found !== undefined) return found.id;
      await log.decide(orderTarget(order), causeOfCommand(context), (state) => requestCapture(state, {}));
      return context.attempt.record?.id ?? '';
    };
    return { log, once, capture };
  };
  return { one: replica(), two: replica() };
};

describe('I6: two replicas that were sent the same request at the same moment', () => {
  it('answer by the same capture, though it leaves nothing to the second', async () => {
    const { one, two } = setUp();
    let first = '';
    const second = await two.once(request, async (context) => {
      if (context.attempt.found === undefined) first = await one.once(request, one.capture);
      return two.capture(context);
    });
    expect(second).toBe(first);
    expect((await one.log.read(order)).filter(({ type }) => type === 'CaptureRequested')).toHaveLength(1);
  });

  it('refuse it alike where it is refused on its own account', async () => {
    const { one, two } = setUp();
    await one.log.decide(orderTarget(order), { id: crypto.randomUUID(), hash: '', correlation: 'c' }, () => [
      newEvent('CaptureRequested', { amount: usd(5426n), isFinal: true }),
    ]);
    for (const { once, capture } of [one, two]) {
      await expect(once(request, capture)).rejects.toMatchObject({ code: 'capture_pending' } as Partial<DomainError>);
    }
  });
});
