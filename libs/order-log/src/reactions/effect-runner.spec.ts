import { newEvent, type OrderEvent } from '@tollgate/contracts';
import { TransientError } from '@tollgate/errors';
import { authorizationOf, isPending, type Order } from '@tollgate/order';
import { fraudAccepted, orderPlaced, orderPriced, testOrderId, testPlacementId } from '@tollgate/testing';
import type { Publish } from '../append/append-request.js';
import { causeOf } from '../append/append-request.js';
import { MemoryOrderLog, MemoryStore } from '../memory/memory-order-log.js';
import type { OrderLog } from '../order-log.js';
import { orderTarget } from '../targets.js';
import { type Effect, EffectRunner } from './effect-runner.js';

const amount = { minor: 5426n, currency: 'USD' };
const operation = testPlacementId;
const accepted = fraudAccepted();
const cause = causeOf(accepted);

type Answer = 'approved' | 'declined' | 'no_answer';

const facts: Readonly<Record<Answer, readonly OrderEvent[]>> = {
  approved: [newEvent('PaymentAuthorized', { operation, amount, authorizationCode: 'A12345' })],
  declined: [newEvent('PaymentDeclined', { operation, code: 'do_not_honor' })],
  no_answer: [],
};

/** An acquirer: what it was asked, what it answers, and when. */
class Acquirer {
  sent = 0;
  resumed = 0;
  readonly reversed: Answer[] = [];
  answer: Answer = 'approved';
  beforeAnswer: () => Promise<void> = async () => undefined;

  readonly effect: Effect<Order, Answer> = {
    name: 'authorize',
    key: operation,
    progress: (order) => {
      const authorization = authorizationOf(order.payment);
      if (authorization === undefined) return 'due';
      return isPending(authorization) ? 'open' : 'done';
    },
    prepare: async () => ({
      intent: [newEvent('AuthorizationRequested', { operation, amount, processor: 'iso8583' })],
      send: () => this.send(),
    }),
    resume: async () => {
      this.resumed += 1;
      return this.answer;
    },
    record: (_order, answer) => facts[answer],
    onSuperseded: async (_order, answer) => void this.reversed.push(answer),
  };

  private async send(): Promise<Answer> {
    this.sent += 1;
    await this.beforeAnswer();
    return this.answer;
  }
}

/** A log whose Postgres, or whose bus, can be away. */
class FailingLog extends MemoryOrderLog {
  isDown = false;

  override async append(request: Parameters<OrderLog['append']>[0]) {
    if (this.isDown) throw new TransientError('the order log cannot be reached');
    return super.append(request);
  }
}

let store: MemoryStore;
let acquirer: Acquirer;
beforeEach(() => {
  store = new MemoryStore();
  store.add(orderPlaced(), orderPriced(), accepted);
  acquirer = new Acquirer();
});

const open = (publish?: Publish) => {
  const log = new FailingLog({ service: 'authorization', store, ...(publish ? { publish } : {}) });
  const runner = new EffectRunner({ log });
  return { log, runner, perform: () => runner.perform(acquirer.effect, orderTarget(testOrderId), cause) };
};
const payment = () => store.events.filter(({ header }) => header.stream === 'payment').map(({ type }) => type);

describe('an effect', () => {
  it('is recorded before it happens and after', async () => {
    let before: readonly string[] = [];
    acquirer.beforeAnswer = async () => {
      before = payment();
    };
    const order = await open().perform();
    expect(before).toEqual(['AuthorizationRequested']);
    expect(payment()).toEqual(['AuthorizationRequested', 'PaymentAuthorized']);
    expect(authorizationOf(order.payment)?.state).toBe('succeeded');
  });

  it('names what caused it in each of its events, which chain to each other', async () => {
    await open().perform();
    const [intent, fact] = store.events.slice(-2);
    expect([intent?.header.causation, fact?.header.causation]).toEqual([cause.id, cause.id]);
    expect([intent?.header.version, fact?.header.version]).toEqual([1, 2]);
  });

  it('I9: happens once though its cause is delivered again, which publishes what followed once more', async () => {
    const published: string[] = [];
    const { perform } = open(async ({ type }) => void published.push(type));
    await perform();
    published.length = 0;
    await perform();
    expect(acquirer.sent).toBe(1);
    expect(published).toEqual(['AuthorizationRequested', 'PaymentAuthorized']);
  });

  it('is joined by a second delivery that comes while it is under way', async () => {
    const { runner, perform } = open();
    let isRunning = false;
    acquirer.beforeAnswer = async () => {
      isRunning = runner.isRunning(testOrderId);
    };
    const [one, two] = await Promise.all([perform(), perform()]);
    expect(one).toBe(two);
    expect(acquirer.sent).toBe(1);
    expect([isRunning, runner.isRunning(testOrderId)]).toEqual([true, false]);
  });

  it('runs in a span of its name', async () => {
    const names: string[] = [];
    const log = new MemoryOrderLog({ service: 'authorization', store });
    const runner = new EffectRunner({
      log,
      inSpan: (name, _traceparent, work) => {
        names.push(name);
        return work();
      },
    });
    await runner.perform(acquirer.effect, orderTarget(testOrderId), cause);
    expect(names).toEqual(['authorize']);
  });

  it('is not begun where there turns out to be nothing to do', async () => {
    const { runner } = open();
    const nothing: Effect<Order, Answer> = { ...acquirer.effect, prepare: async () => undefined };
    await runner.perform(nothing, orderTarget(testOrderId), cause);
    expect(payment()).toEqual([]);
  });

  it('is not begun while what it needs cannot be had', async () => {
    const { runner } = open();
    const locked: Effect<Order, Answer> = {
      ...acquirer.effect,
      prepare: async () => {
        throw new TransientError('the vault is locked');
      },
    };
    await expect(runner.perform(locked, orderTarget(testOrderId), cause)).rejects.toBeInstanceOf(TransientError);
    expect(payment()).toEqual([]);
  });
});

describe('an effect that a crash cut off', () => {
  const crashed = async (): Promise<void> => {
    acquirer.beforeAnswer = () => Promise.reject(new TransientError('killed'));
    await expect(open().perform()).rejects.toThrow('killed');
    expect(payment()).toEqual(['AuthorizationRequested']);
  };

  it('is found open by another process and resumed, never sent anew', async () => {
    await crashed();
    await open().perform();
    expect([acquirer.sent, acquirer.resumed]).toEqual([1, 1]);
    expect(payment()).toEqual(['AuthorizationRequested', 'PaymentAuthorized']);
  });

  it('stays open where nothing can be recorded of it yet, and is resumed again', async () => {
    await crashed();
    acquirer.answer = 'no_answer';
    const { perform } = open();
    expect(authorizationOf((await perform()).payment)?.state).toBe('submitted');
    acquirer.answer = 'declined';
    expect(authorizationOf((await perform()).payment)?.state).toBe('declined');
    expect([acquirer.sent, acquirer.resumed]).toEqual([1, 2]);
  });
});

describe('an effect whose fact could not be recorded', () => {
  it('keeps its result while Postgres is away, and records it when the cause is delivered again', async () => {
    const { log, perform } = open();
    acquirer.beforeAnswer = async () => {
      log.isDown = true;
    };
    await expect(perform()).rejects.toBeInstanceOf(TransientError);
    expect(payment()).toEqual(['AuthorizationRequested']);
    log.isDown = false;
    await perform();
    expect([acquirer.sent, acquirer.resumed]).toEqual([1, 0]);
    expect(payment()).toEqual(['AuthorizationRequested', 'PaymentAuthorized']);
    expect(acquirer.reversed).toEqual([]);
  });

  it('stands when the bus alone was away, and is not taken for superseded', async () => {
    let isAway = false;
    const published: string[] = [];
    const { perform } = open(async ({ type }) => {
      if (isAway) throw new Error('no bus');
      published.push(type);
    });
    acquirer.beforeAnswer = async () => {
      isAway = true;
    };
    await perform();
    isAway = false;
    await perform();
    expect(payment()).toEqual(['AuthorizationRequested', 'PaymentAuthorized']);
    expect(acquirer.reversed).toEqual([]);
    expect(published).toContain('PaymentAuthorized');
  });

  it('is undone when another fact was recorded meanwhile: an approval that came too late', async () => {
    const { log, perform } = open();
    acquirer.beforeAnswer = async () => {
      const gaveUp = newEvent('AuthorizationUnknown', { operation, cause: 'recovered' });
      await log.decide(orderTarget(testOrderId), { ...cause, id: orderPriced().header.id }, () => [gaveUp]);
    };
    const order = await perform();
    expect(acquirer.reversed).toEqual(['approved']);
    expect(authorizationOf(order.payment)?.state).toBe('unknown');
    expect(payment()).toEqual(['AuthorizationRequested', 'AuthorizationUnknown']);
    await perform();
    expect(acquirer.reversed).toEqual(['approved']);
  });
});

describe('an effect without an intent, as it may be repeated without harm', () => {
  it('is not repeated all the same when its result is at hand', async () => {
    const log = new FailingLog({ service: 'notifications', store });
    const runner = new EffectRunner({ log });
    let sent = 0;
    const mail: Effect<Order, string> = {
      name: 'mail',
      key: operation,
      progress: ({ mails }) => (mails.length === 0 ? 'due' : 'done'),
      prepare: async () => ({
        intent: [],
        send: async () => {
          sent += 1;
          log.isDown = true;
          return '<receipt@tollgate>';
        },
      }),
      resume: () => Promise.reject(new Error('there is no intent to be found')),
      record: (_order, messageId) => [newEvent('MailSent', { kind: 'receipt', messageId, operation })],
    };
    const perform = () => runner.perform(mail, orderTarget(testOrderId), cause);
    await expect(perform()).rejects.toBeInstanceOf(TransientError);
    log.isDown = false;
    expect((await perform()).mails).toHaveLength(1);
    expect(sent).toBe(1);
  });
});

describe('two replicas with one cause', () => {
  it('I2: record one intent and send once: the loser finds it open, and asks again where another may be at it', async () => {
    const replicas = [open(), open()];
    let answer: () => void = () => undefined;
    acquirer.beforeAnswer = () =>
      new Promise((resolve) => {
        answer = resolve;
      });
    const busy: Effect<Order, Answer> = {
      ...acquirer.effect,
      resume: async () => {
        throw new TransientError('another replica may be at it');
      },
    };
    const performed = replicas.map(({ runner }) => runner.perform(busy, orderTarget(testOrderId), cause));
    const settled = Promise.allSettled(performed);
    await expect(
      Promise.any(
        performed.map((one) =>
          one.then(
            () => Promise.reject(new Error('done')),
            (error) => error,
          ),
        ),
      ),
    )
      .resolves // the loser
      .toBeInstanceOf(TransientError);
    expect(payment()).toEqual(['AuthorizationRequested']);
    answer();
    expect((await settled).map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(acquirer.sent).toBe(1);
    expect(payment()).toEqual(['AuthorizationRequested', 'PaymentAuthorized']);
    await Promise.all(replicas.map(({ perform }) => perform()));
    expect(acquirer.sent).toBe(1);
  });
});
