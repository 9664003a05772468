import { type Process, TestStack } from './testing/test-stack.js';

describe('authorization, among real servers', () => {
  let runtime: TestStack;
  let service: Process;

  beforeAll(async () => {
    runtime = await TestStack.start();
    service = await runtime.authorization();
  }, 60_000);
  afterAll(async () => {
    await service?.end('SIGTERM');
    await runtime?.stop();
  }, 30_000);

  it('authorizes and captures a sale', async () => {
    const order = await runtime.placeAndAccept();
    expect(await runtime.paymentEndsIn('PaymentCaptured', order)).toEqual([
      'AuthorizationRequested',
      'PaymentAuthorized',
      'PaymentCaptured',
    ]);
    const authorized = (await runtime.read(order)).find(({ type }) => type === 'PaymentAuthorized');
    expect(authorized?.data).toMatchObject({
      amount: { minor: 5426n, currency: 'USD' },
      avs: 'Y',
      cvc: 'M',
      responseCode: '00',
      authorizationCode: expect.stringMatching(/^\d{6}$/),
    });
    expect(runtime.journalOf(order).map(({ kind }) => kind)).toEqual(['received', 'approved', 'captured', 'answered']);
  });

  it.each([
    ['4000000000000002', 'do_not_honor'],
    ['4000000000009995', 'insufficient_funds'],
    ['4000000000000069', 'expired_card'],
    ['4000000000000127', 'incorrect_cvc'],
  ])('declines card %s as %s', async (pan, code) => {
    const order = await runtime.placeAndAccept({ pan });
    await runtime.paymentEndsIn('PaymentDeclined', order);
    expect((await runtime.read(order)).at(-1)?.data).toMatchObject({ code });
    expect(runtime.liveCount(order)).toBe(0);
  });

  it('approves in spite of an address that does not match, and says so', async () => {
    const order = await runtime.placeAndAccept({ pan: '4000000000000036' });
    await runtime.paymentEndsIn('PaymentCaptured', order);
    expect((await runtime.read(order)).find(({ type }) => type === 'PaymentAuthorized')?.data).toMatchObject({ avs: 'N' });
  });

  it('holds a preauth, and captures it when its merchant asks', async () => {
    const order = await runtime.placeAndAccept({ type: 'preauth' });
    expect(await runtime.paymentEndsIn('PaymentAuthorized', order)).toEqual(['AuthorizationRequested', 'PaymentAuthorized']);
    const asked = await runtime.requestCapture(order);
    expect(await runtime.paymentEndsIn('PaymentCaptured', order)).toEqual([
      'AuthorizationRequested',
      'PaymentAuthorized',
      'CaptureSubmitted',
      'PaymentCaptured',
    ]);
    await runtime.bus.publishEvent({ ...asked, header: { ...asked.header, id: crypto.randomUUID() } });
    await settle();
    expect(runtime.journalOf(order).filter(({ kind }) => kind === 'captured')).toMatchObject([{ amount: 5426 }]);
  });

  it('I4: reverses a request that nobody answered', async () => {
    const order = await runtime.placeAndAccept({ pan: '4000000000000119' });
    expect(await runtime.paymentEndsIn('AuthorizationReversed', order)).toEqual([
      'AuthorizationRequested',
      'AuthorizationTimedOut',
      'AuthorizationReversed',
    ]);
    expect(runtime.liveCount(order)).toBe(0);
  });

  it('I4: reverses an approval that comes too late, and does not show it', async () => {
    const order = await runtime.placeAndAccept({ pan: '4000000000000259' });
    await runtime.paymentEndsIn('AuthorizationReversed', order);
    await eventually(() => expect(runtime.journalOf(order).filter(({ mti }) => mti === '0420')).toHaveLength(2));
    await settle();
    expect(await runtime.paymentEndsIn('AuthorizationReversed', order)).toHaveLength(3);
    expect(runtime.liveCount(order)).toBe(0);
  });

  it('I9: authorizes once when the message comes five times', async () => {
    const order = await runtime.place();
    const accepted = await runtime.accept(order);
    for (let copy = 0; copy < 4; copy++) {
      await runtime.bus.publishEvent({ ...accepted, header: { ...accepted.header, id: crypto.randomUUID() } });
    }
    await runtime.paymentEndsIn('PaymentCaptured', order);
    await settle();
    expect(await runtime.paymentEndsIn('PaymentCaptured', order)).toHaveLength(3);
    expect(runtime.liveCount(order)).toBe(1);
  });

  it('rejects an order whose CVC is gone with the replica that held it, and charges nothing', async () => {
    const order = await runtime.place();
    await service.end('SIGKILL');
    service = await runtime.authorization();
    await runtime.accept(order);
    expect(await runtime.paymentEndsIn('OrderRejected', order)).toEqual(['OrderRejected']);
    expect((await runtime.read(order)).at(-1)?.data).toMatchObject({ code: 'card_data_lost' });
    expect(runtime.journalOf(order)).toEqual([]);
  }, 20_000);

  it('authorizes with a card that came without CVC after a restart', async () => {
    const order = await runtime.place({ cvc: '' });
    await service.end('SIGKILL');
    service = await runtime.authorization();
    await runtime.accept(order);
    await runtime.paymentEndsIn('PaymentCaptured', order);
    expect((await runtime.read(order)).find(({ type }) => type === 'PaymentAuthorized')?.data).toMatchObject({ cvc: 'P' });
  }, 20_000);

  it('authorizes many at once, each once', async () => {
    const orders = await Promise.all(Array.from({ length: 200 }, () => runtime.placeAndAccept()));
    await Promise.all(orders.map((order) => runtime.paymentEndsIn('PaymentCaptured', order)));
    expect(new Set(orders.map((order) => runtime.liveCount(order)))).toEqual(new Set([1]));
  }, 30_000);

  it('I15: neither the log nor a table holds a PAN or a CVC', async () => {
    const order = await runtime.placeAndAccept({ pan: '4929420573595709', cvc: '8642' });
    await runtime.paymentEndsIn('PaymentCaptured', order);
    const texts = [
      runtime.journalText(),
      ...(await runtime.read(order)).map(({ dataText, headerText }) => dataText + headerText),
    ];
    expect(texts.filter((text) => /492942\d{10}|"8642"|92048642/.test(text))).toEqual([]);
  });
});

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 300));

const eventually = async (check: () => void, withinMs = 5_000): Promise<void> => {
  const deadline = Date.now() + withinMs;
  for (;;) {
    try {
      return check();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
};
