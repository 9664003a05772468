import { newEvent } from '@tollgate/contracts';
import { DomainError } from '@tollgate/errors';
import { usd } from '@tollgate/money';
import { orders } from '@tollgate/order';
import {
  creditDeclined,
  creditPlaced,
  creditSettled,
  creditSubmitted,
  testPlacementId as id,
  isoReference,
  orderPlaced,
  specification,
  testOrderId,
} from '@tollgate/testing';
import { ScriptedProcessor } from '../processors/testing/scripted-processor.js';
import { PaymentSimulation } from '../testing/payment-simulation.js';
import { cardToStore, MERCHANT, MemoryVaults } from '../vault/testing/memory-vault.js';
import { recordCredit } from './record-credit.js';
import { submitCredit } from './submit-credit.js';

const given = specification(orders);
const route = { processor: 'iso8583', settingsVersion: 3, reference: isoReference() as never };
const amount = usd(2500n);

describe('submitCredit', () => {
  it('gives what was asked for, by the processor that was chosen', () =>
    given(creditPlaced())
      .when(submitCredit, id, route)
      .then(newEvent('CreditSubmitted', { operation: id, amount, ...route })));

  it('is submitted once, and for a credit alone', () => {
    given(creditPlaced(), creditSubmitted()).when(submitCredit, id, route).thenNothing();
    given(creditPlaced(), creditDeclined({}, { version: 1 }))
      .when(submitCredit, id, route)
      .thenNothing();
    given(orderPlaced()).when(submitCredit, id, route).thenNothing();
  });
});

describe('recordCredit', () => {
  const underWay = [creditPlaced(), creditSubmitted()];

  it('records what was given, and whether the customer can be told', () => {
    given(...underWay)
      .when(recordCredit, id, { outcome: 'approved' })
      .then(newEvent('CreditSettled', { operation: id, amount, isTold: true }));
    given(creditPlaced({ screening: { card: 'c1' } }), creditSubmitted())
      .when(recordCredit, id, { outcome: 'approved' })
      .then(newEvent('CreditSettled', { operation: id, amount, isTold: false }));
  });

  it('is declined with the processor’s reason', () =>
    given(...underWay)
      .when(recordCredit, id, { outcome: 'declined', code: 'do_not_honor', networkCode: '05' })
      .then(newEvent('CreditDeclined', { operation: id, code: 'do_not_honor', networkCode: '05' })));

  it('records nothing while nobody knows, and nothing twice', () => {
    given(...underWay)
      .when(recordCredit, id, { outcome: 'unknown', cause: 'link_lost' })
      .thenNothing();
    given(...underWay, creditSettled())
      .when(recordCredit, id, { outcome: 'approved' })
      .thenNothing();
  });
});

describe('a credit on its way', () => {
  const begin = (script?: ScriptedProcessor['script']): PaymentSimulation => {
    const placed = creditPlaced();
    const simulation = new PaymentSimulation([placed], new ScriptedProcessor(script && { script }));
    simulation.messages.push(placed);
    return simulation;
  };
  const credited = (simulation: PaymentSimulation): bigint => simulation.processor.books.of(testOrderId).credited;

  it('I9: is given once, also when its message comes again and again', async () => {
    const simulation = begin();
    const [message] = simulation.messages;
    await simulation.deliverToReplicas(...simulation.messages, ...simulation.messages);
    await simulation.settle();
    if (message !== undefined) await simulation.deliver(message);
    expect(simulation.types()).toEqual(['CreditSubmitted', 'CreditSettled']);
    expect(credited(simulation)).toBe(2500n);
  });

  it('is declined where its processor says no', async () => {
    const simulation = begin(() => 'decline');
    await simulation.deliver(...simulation.messages);
    expect(simulation.types()).toEqual(['CreditSubmitted', 'CreditDeclined']);
    expect(credited(simulation)).toBe(0n);
  });

  it('is declined, and nothing sent, where its processor has no credits', async () => {
    const simulation = begin();
    simulation.processor.prepare = async () => {
      throw new DomainError('credit_not_supported');
    };
    await simulation.deliver(...simulation.messages);
    expect(simulation.types()).toEqual(['CreditDeclined']);
    const { payment } = await simulation.order();
    expect(payment.operations).toMatchObject([{ state: 'declined', code: 'credit_not_supported', networkCode: '' }]);
    expect(simulation.processor.received).toEqual([]);
  });

  it('A9: is sent again under the same reference while its answer is lost, and counts once', async () => {
    const simulation = begin(() => 'silent');
    await simulation.deliver(...simulation.messages);
    expect(simulation.types()).toEqual(['CreditSubmitted']);
    await simulation.settle();
    expect(simulation.types()).toEqual(['CreditSubmitted', 'CreditSettled']);
    const { received } = simulation.processor;
    expect(received.length).toBeGreaterThan(1);
    expect(received[1]).toMatchObject({ kind: 'credit', repeats: { attempts: 1 } });
    expect(credited(simulation)).toBe(2500n);
  });

  it('waits for its processor while that is down', async () => {
    const simulation = begin();
    simulation.processor.isReady = false;
    await simulation.deliver(...simulation.messages);
    expect(simulation.types()).toEqual([]);
    await simulation.settle();
    expect(simulation.types()).toEqual(['CreditSubmitted', 'CreditSettled']);
  });

  it.each(Array.from({ length: 8 }, (_, step) => step + 1))(
    'I3, I4: loses and doubles nothing when its process dies at step %i',
    async (afterSteps) => {
      const simulation = begin();
      simulation.arm({ kind: 'crash', afterSteps });
      await simulation.deliver(...simulation.messages);
      await simulation.settle();
      expect(simulation.types()).toEqual(['CreditSubmitted', 'CreditSettled']);
      expect(credited(simulation)).toBe(2500n);
    },
  );
});

describe('a credit to a saved card that its merchant deletes', () => {
  /** The credit's message is about to come. */
  const toSavedCard = async (script: ScriptedProcessor['script'] = () => 'silent') => {
    const { vault } = new MemoryVaults().replica('a');
    const token = await vault.store(cardToStore({ isReusable: true, cvc: '' }));
    const placed = creditPlaced({ card: { token, brand: 'visa', bin: '492942', last4: '5709', isStored: true } });
    const simulation = new PaymentSimulation([placed], new ScriptedProcessor({ script }), vault);
    simulation.messages.push(placed);
    return { simulation, vault, token, placed, forget: () => vault.delete(token, MERCHANT) };
  };

  it('is told in the end: the card cannot be deleted while the credit has no answer, and can be afterwards', async () => {
    const { simulation, forget } = await toSavedCard();
    await simulation.deliver(...simulation.messages);
    await expect(forget()).rejects.toMatchObject({ code: 'card_in_use' });
    await simulation.settle();
    expect(simulation.types()).toEqual(['CreditSubmitted', 'CreditSettled']);
    expect(simulation.processor.books.of(testOrderId).credited).toBe(2500n);
    await forget();
    await expect(forget()).rejects.toMatchObject({ code: 'unknown_card' });
  });

  it('is declined, and nothing sent, where the card was deleted before the credit was on its way', async () => {
    const { simulation, forget } = await toSavedCard();
    await forget();
    await simulation.settle();
    const { payment } = await simulation.order();
    expect(payment.operations).toMatchObject([{ state: 'declined', code: 'unknown_card' }]);
    expect(simulation.processor.received).toEqual([]);
  });

  it('holds the card no longer than until it is declined', async () => {
    const { simulation, forget } = await toSavedCard(() => 'decline');
    await simulation.deliver(...simulation.messages);
    expect(simulation.types()).toEqual(['CreditSubmitted', 'CreditDeclined']);
    await forget();
  });

  it.each(Array.from({ length: 8 }, (_, step) => step + 1))(
    'holds it no longer where its process dies at step %i',
    async (afterSteps) => {
      const { simulation, vault, forget } = await toSavedCard(() => 'approve');
      simulation.arm({ kind: 'crash', afterSteps });
      await simulation.deliver(...simulation.messages);
      await simulation.settle();
      expect(await vault.holders()).toEqual([]);
      await forget();
    },
  );

  it('is looked after where a process died that held the card when another one had settled it', async () => {
    const { simulation, vault, token, placed } = await toSavedCard(() => 'approve');
    await simulation.deliver(placed);
    await vault.hold(token, placed.header.subject.id);
    await simulation.takeOver();
    await simulation.settle();
    expect(await vault.holders()).toEqual([]);
    expect(simulation.processor.received).toHaveLength(1);
  });
});
