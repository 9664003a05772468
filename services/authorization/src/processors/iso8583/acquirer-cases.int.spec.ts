import { authorization, following, repeating, type Submitted, submit } from '../card-processor.contract.js';
import type { ProcessorRequest } from '../card-processor.js';
import { profileNamed, type TestOptions, type TestProcessor, testProcessor, until } from './testing/processor.js';
import { Simulator } from './testing/simulator.js';

const CARDS = {
  proper: '4111111111111111',
  silent: '4000000000000119',
  partialApproval: '4000000001000019',
  half: '4000000001000027',
  anotherCurrency: '4000000001000035',
  honorWithIdentification: '4000000001000043',
  lateWithoutOrder: '4000000001000068',
  decidedLate: '4000000001000076',
  approvedAfterDecline: '4000000001000084',
  captureUnknown: '4000000001000092',
  captureWithoutFunds: '4000000001000100',
  captureLater: '4000000001000217',
  unmatched: '4000000001000126',
  garbage: '4000000001000134',
  echo: '4000000001000142',
  signOff: '4000000001000159',
  moreElements: '4000000001000167',
  wrongType: '4000000001000175',
  ownNumbers: '4000000001000183',
  silentAdvice: '4000000001000191',
  silentTwice: '4000000001000209',
};

const NOTHING = { held: 0n, captured: 0n, refunded: 0n };
const DIFFERS = { outcome: 'unknown', cause: 'answer_differs' };
const NO_ANSWER = { outcome: 'unknown', cause: 'no_answer' };
const sale = (pan: string): ProcessorRequest => authorization(pan, { isSale: true });

describe('the acquirer link, with an acquirer that does what acquirers do', () => {
  let simulator: Simulator;
  let opened: TestProcessor[];
  beforeEach(async () => {
    simulator = await Simulator.start();
    opened = [];
  });
  afterEach(async () => {
    for (const { processor } of opened) await processor.close();
    await simulator.stop();
  });

  const open = async (options: Partial<TestOptions> = {}): Promise<TestProcessor> => {
    const test = testProcessor({ ports: [simulator.port], ...options });
    opened.push(test);
    await test.processor.open();
    await until(() => test.processor.isReady);
    return test;
  };
  const booksOf = ({ request }: Submitted) => simulator.books(request.order.id);
  const undone = async ({ processor }: TestProcessor, unknown: Submitted): Promise<Submitted> => {
    const reversal = await submit(processor, following(unknown, { kind: 'reverse' }));
    expect(reversal.result).toMatchObject({ outcome: 'approved' });
    expect(booksOf(unknown)).toEqual(NOTHING);
    return reversal;
  };
  const received = (kind: string) => simulator.journal().filter((line) => line.kind === 'received' && line.mti === kind);

  it('A1: an approval that nobody asked for is counted and logged, and every sale in flight goes on', async () => {
    const { processor, meter, late, log } = await open({
      parts: { findSent: () => Promise.reject(new Error('the database is away')) },
    });
    const sales = Array.from({ length: 31 }, (_, index) => sale(index === 7 ? CARDS.unmatched : CARDS.proper));
    const results = await Promise.all(sales.map((each) => submit(processor, each)));
    expect(new Set(results.map(({ result }) => result.outcome))).toEqual(new Set(['approved']));
    expect(meter.unmatchedCount).toBe(2);
    expect(late).toEqual([]);
    expect(log.sentences).toContain('an approval that nobody waits for could not be looked up');
    expect(processor.isReady).toBe(true);
  });

  it('A1: a listener that fails ends nothing', async () => {
    const { processor, log } = await open();
    processor.onLateApproval(() => {
      throw new Error('a defect of ours');
    });
    expect((await submit(processor, sale(CARDS.approvedAfterDecline))).result.outcome).toBe('declined');
    await until(() => log.sentences.includes('a message of the acquirer could not be dealt with'));
    expect((await submit(processor, sale(CARDS.proper))).result.outcome).toBe('approved');
  });

  it('A2: elements that we have no use for are passed over, and a code of six spaces is none', async () => {
    const { processor } = await open();
    expect((await submit(processor, sale(CARDS.moreElements))).result).toMatchObject({
      outcome: 'approved',
      authorizationCode: '',
    });
  });

  it('A2: one bad message costs one message, and the link goes on', async () => {
    const { processor, meter } = await open();
    const results = await Promise.all([CARDS.proper, CARDS.garbage, CARDS.proper].map((pan) => submit(processor, sale(pan))));
    expect(results.map(({ result }) => result.outcome)).toEqual(['approved', 'approved', 'approved']);
    expect(meter.unreadableCount).toBe(1);
    expect(meter.ups).toEqual([false, true]);
  });

  it.each([
    ['honor with identification (08)', CARDS.honorWithIdentification],
    ['a partial approval (10)', CARDS.partialApproval],
  ])('A3: %s holds money that was not asked for, and is reversed', async (_what, pan) => {
    const test = await open();
    const unknown = await submit(test.processor, authorization(pan));
    expect(unknown.result).toEqual(DIFFERS);
    expect(booksOf(unknown).held).toBeGreaterThan(0n);
    await undone(test, unknown);
  });

  it('A3: a partial approval is taken for what it is where the profile takes it', async () => {
    const { processor } = await open({ profile: { ...profileNamed('iso87-ascii'), partialApproval: 'accept' } });
    const partial = await submit(processor, authorization(CARDS.partialApproval));
    expect(partial.result).toMatchObject({ outcome: 'approved', amount: { minor: 5_000n, currency: 'USD' }, networkCode: '10' });
  });

  it.each([
    ['half the amount', CARDS.half],
    ['another currency', CARDS.anotherCurrency],
  ])('A4: an approval of %s is unknown, and is reversed', async (_what, pan) => {
    const test = await open();
    const unknown = await submit(test.processor, sale(pan));
    expect(unknown.result).toEqual(DIFFERS);
    expect(test.log.lines).toContainEqual({
      sentence: 'the outcome is unknown',
      fields: expect.objectContaining({ order: unknown.request.order.id, cause: 'answer_differs' }),
    });
    await undone(test, unknown);
  });

  it('A5: a 0110 is no answer to a 0200', async () => {
    const test = await open();
    const unknown = await submit(test.processor, sale(CARDS.wrongType));
    expect(unknown.result).toEqual(NO_ANSWER);
    expect(test.meter.unmatchedCount).toBe(1);
    await undone(test, unknown);
  });

  it('A6: a late approval that names no order is found by its own numbers', async () => {
    const test = await open();
    const unknown = await submit(test.processor, sale(CARDS.lateWithoutOrder));
    expect(unknown.result).toEqual(NO_ANSWER);
    await until(() => test.late.length === 1);
    expect(test.late).toEqual([{ order: unknown.request.order.id, operation: unknown.request.operation }]);
    expect(test.meter.lateCount).toBe(1);
    await undone(test, unknown);
  });

  it('A6: an approval that comes after its reversal was answered 25 is reversed by another', async () => {
    const test = await open();
    const unknown = await submit(test.processor, sale(CARDS.decidedLate));
    expect(unknown.result).toEqual(NO_ANSWER);
    const first = await submit(test.processor, following(unknown, { kind: 'reverse' }));
    expect(first.result).toMatchObject({ outcome: 'approved', networkCode: '25' });
    await until(() => test.late.length === 1);
    expect(booksOf(unknown)).toMatchObject({ captured: 10_000n });
    expect(test.late).toEqual([{ order: unknown.request.order.id, operation: unknown.request.operation }]);
    const second = await undone(test, unknown);
    expect(second.result).toMatchObject({ networkCode: '00' });
    expect(received('0420')).toHaveLength(2);
  });

  it('A7: an acquirer with numbers of its own is matched by what its profile says', async () => {
    const byStan = { ...profileNamed('iso87-ascii'), match: { money: ['stan'], management: ['stan'] } } as const;
    const { processor } = await open({ profile: byStan });
    expect((await submit(processor, sale(CARDS.ownNumbers))).result).toMatchObject({ outcome: 'approved' });
  });

  it('A7: an answer that lacks what the profile matches by answers nothing', async () => {
    const test = await open();
    const unknown = await submit(test.processor, sale(CARDS.ownNumbers));
    expect(unknown.result).toEqual(NO_ANSWER);
    await undone(test, unknown);
  });

  it('A8: an approval after a decline of the same message is handed over, and reversed', async () => {
    const test = await open();
    const no = await submit(test.processor, sale(CARDS.approvedAfterDecline));
    expect(no.result).toMatchObject({ outcome: 'declined', code: 'do_not_honor' });
    await until(() => test.late.length === 1);
    expect(test.late).toEqual([{ order: no.request.order.id, operation: no.request.operation }]);
    expect(test.log.lines).toContainEqual({
      sentence: 'an approval came when the outcome was told already: it is handed over to be reversed',
      fields: test.late[0],
    });
    await undone(test, no);
  });

  it('A9: a reversal that is not answered is sent again as 0421, the very same message', async () => {
    const { processor } = await open();
    const unknown = await submit(processor, sale(CARDS.silentTwice));
    const first = await submit(processor, following(unknown, { kind: 'reverse' }));
    expect(first.result).toEqual(NO_ANSWER);
    const second = await submit(processor, repeating(first));
    expect(second.result).toMatchObject({ outcome: 'approved' });
    expect(second.reference).toEqual(first.reference);
    const [advice, repeat] = [...received('0420'), ...received('0421')].map(({ mti: _mti, ...line }) => ({ ...line, at: '' }));
    expect(repeat).toEqual(advice);
  });

  it('A9: the first reversal to leave is a 0420, whatever was tried before', async () => {
    const { processor } = await open();
    const held = await submit(processor, sale(CARDS.proper));
    const prepared = await processor.prepare(following(held, { kind: 'reverse' }));
    const { port } = simulator;
    await simulator.stop();
    await until(() => !processor.isReady);
    expect(await prepared.submit()).toEqual({ outcome: 'unknown', cause: 'link_lost' });
    simulator = await Simulator.start('iso87-ascii', port);
    await until(() => processor.isReady);
    const { request } = held;
    const never = { request: following(held, { kind: 'reverse' }), reference: prepared.reference, result: held.result };
    expect((await submit(processor, repeating(never))).result).toMatchObject({ outcome: 'approved', networkCode: '25' });
    expect(received('0420')).toMatchObject([{ order: request.order.id }]);
    expect(received('0421')).toEqual([]);
  });

  it('A9: a capture that is not answered is sent again as 0221, and counted once', async () => {
    const { processor } = await open();
    const held = await submit(processor, authorization(CARDS.silentAdvice));
    const first = await submit(processor, following(held, { kind: 'capture' }));
    expect(first.result).toEqual(NO_ANSWER);
    expect((await submit(processor, repeating(first))).result).toMatchObject({ outcome: 'approved' });
    expect(booksOf(held)).toEqual({ held: 0n, captured: 10_000n, refunded: 0n });
    expect([received('0220').length, received('0221').length]).toEqual([1, 1]);
  });

  it("A10: the acquirer's echo is answered", async () => {
    const { processor } = await open();
    expect((await submit(processor, sale(CARDS.echo))).result).toMatchObject({ outcome: 'approved' });
    await until(() => received('0810').length === 1);
    expect(received('0810')).toMatchObject([{ management: '301', response: '00', stan: '900001' }]);
  });

  it('A10: a link that the acquirer has signed off takes nothing, and is signed on again', async () => {
    const { processor, meter } = await open({ link: { echoEveryMs: 60 } });
    await submit(processor, sale(CARDS.signOff));
    await until(() => meter.ups.length >= 4);
    expect(meter.ups.slice(0, 4)).toEqual([false, true, false, true]);
    expect(received('0810')).toMatchObject([{ management: '002', response: '00' }]);
    expect((await submit(processor, sale(CARDS.proper))).result).toMatchObject({ outcome: 'approved' });
  });

  it('A10: stopping signs off', async () => {
    const { processor } = await open();
    await processor.close();
    expect(processor.isReady).toBe(false);
    expect(received('0800').map(({ management }) => management)).toEqual(['001', '002']);
  });

  it.each([
    ['25', CARDS.captureUnknown, 'unknown_authorization'],
    ['51', CARDS.captureWithoutFunds, 'insufficient_funds'],
  ])('M1: a capture that the acquirer refuses with %s is declined', async (networkCode, pan, code) => {
    const { processor } = await open();
    const held = await submit(processor, authorization(pan));
    const capture = await submit(processor, following(held, { kind: 'capture' }));
    expect(capture.result).toMatchObject({ outcome: 'declined', code, networkCode });
  });

  it('M1: a capture that nobody could act on is to be sent again', async () => {
    const { processor } = await open();
    const held = await submit(processor, authorization(CARDS.captureLater));
    expect((await submit(processor, following(held, { kind: 'capture' }))).result).toEqual(NO_ANSWER);
  });

  it('tells every answer to the meter, and what waits', async () => {
    const { processor, meter } = await open();
    const unknown = submit(processor, sale(CARDS.silent));
    await until(() => meter.inFlightNow === 1);
    await unknown;
    await until(() => meter.inFlightNow === 0);
    expect(meter.answers).toBe(2); // of the sign-on, and of the echo that is asked for as nothing came
  });
});
