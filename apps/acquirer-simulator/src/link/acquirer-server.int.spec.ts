import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileCodec, type FrameDecoder, ISO87_ASCII, type Message } from '@tollgate/iso8583';
import { type Acquirer, startAcquirer } from '../acquirer.js';
import { authorizationRequest, captureAdvice, reversal, sale } from '../testing/samples.js';

const LATE_MS = 120;
const codec = compileCodec(ISO87_ASCII.wire);
const SIGN_ON: Message = { mti: '0800', transmissionTime: '1123195200', stan: '000001', networkManagementCode: '001' };

/** A gateway's end of a link, which keeps what came. */
class Gateway {
  readonly answers: Message[] = [];
  private readonly decoder: FrameDecoder = codec.decoder();
  private readonly closing: Promise<void>;

  constructor(private readonly socket: Socket) {
    socket.on('data', (chunk) => this.answers.push(...this.decoder.push(chunk).map(codec.unpack)));
    socket.on('error', () => undefined);
    this.closing = new Promise((resolve) => socket.once('close', () => resolve()));
  }

  send(...messages: readonly Message[]): void {
    this.socket.write(Buffer.concat(messages.map((message) => codec.encode(message))));
  }

  sendBytes(bytes: Uint8Array): void {
    this.socket.write(bytes);
  }

  async received(count: number): Promise<readonly Message[]> {
    const deadline = Date.now() + 5000;
    while (this.answers.length < count && Date.now() < deadline) await pause(2);
    return this.answers;
  }

  cut(): void {
    this.socket.destroy();
  }

  closed(): Promise<void> {
    return this.closing;
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe('the acquirer on a real socket', () => {
  let folder: string;
  let acquirer: Acquirer;
  let gateways: Gateway[];

  const start = (): Promise<Acquirer> =>
    startAcquirer(
      { host: '127.0.0.1', port: 0, journalFile: journalFile(), latencyMs: 0, lateAnswerMs: LATE_MS, profile: ISO87_ASCII },
      () => undefined,
    );
  const journalFile = (): string => join(folder, 'journal', 'acquirer.jsonl');
  const journal = (): Record<string, unknown>[] =>
    readFileSync(journalFile(), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line));

  const link = async (): Promise<Gateway> => {
    const socket = connect(acquirer.port, '127.0.0.1');
    await new Promise((resolve) => socket.once('connect', resolve));
    const gateway = new Gateway(socket);
    gateways.push(gateway);
    return gateway;
  };
  const signedOn = async (): Promise<Gateway> => {
    const gateway = await link();
    gateway.send(SIGN_ON);
    await gateway.received(1);
    gateway.answers.length = 0;
    return gateway;
  };

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'acquirer-'));
    gateways = [];
    acquirer = await start();
  });
  afterEach(async () => {
    for (const gateway of gateways) gateway.cut();
    await acquirer.stop();
    rmSync(folder, { recursive: true });
  });

  it('answers many messages in flight on one link, each with its own STAN', async () => {
    const gateway = await signedOn();
    const numbers = Array.from({ length: 500 }, (_, index) => String(index).padStart(6, '0'));
    gateway.send(...numbers.map((stan) => authorizationRequest({ stan, rrn: `632700${stan}` })));
    const answers = await gateway.received(500);
    expect(answers.map((answer) => answer.stan)).toEqual(numbers);
    expect(new Set(answers.map((answer) => answer.responseCode))).toEqual(new Set(['00']));
  });

  it('keeps two links apart and one set of books', async () => {
    const [first, second] = [await signedOn(), await signedOn()];
    first.send(authorizationRequest());
    await first.received(1);
    second.send(captureAdvice());
    expect(await second.received(1)).toMatchObject([{ mti: '0230', responseCode: '00' }]);
    expect(first.answers).toMatchObject([{ mti: '0110' }]);
  });

  it('journals what came, what changed and what left, in this order', async () => {
    const gateway = await signedOn();
    gateway.send(sale());
    await gateway.received(1);
    expect(
      journal()
        .slice(2)
        .map((line) => line.kind),
    ).toEqual(['received', 'approved', 'captured', 'answered']);
    expect(journal().at(-1)).toMatchObject({
      mti: '0210',
      response: '00',
      stan: '000042',
      amount: 5426,
      currency: '840',
      link: 1,
    });
  });

  it('I15: journals neither PAN nor CVC', async () => {
    const gateway = await signedOn();
    gateway.send(authorizationRequest({ privateData: '9204' + '8642' }));
    await gateway.received(1);
    const text = readFileSync(journalFile(), 'utf8');
    expect(text).toContain('"last4":"1111"');
    expect(text).not.toContain('411111');
    expect(text).not.toMatch(/\b8642\b|92048642/); // four digits may lie in an id
  });

  it('I4: never answers the silent card, yet holds its authorization until it is reversed', async () => {
    const gateway = await signedOn();
    gateway.send(authorizationRequest({ pan: '4000000000000119' }), reversal());
    expect(await gateway.received(1)).toMatchObject([{ mti: '0430', responseCode: '00' }]);
    await pause(LATE_MS * 2);
    expect(gateway.answers).toHaveLength(1);
    expect(journal().map((line) => line.kind)).toEqual(expect.arrayContaining(['approved', 'reversed']));
  });

  it('answers the late card late, even when it was reversed meanwhile', async () => {
    const gateway = await signedOn();
    gateway.send(authorizationRequest({ pan: '4000000000000259' }), reversal());
    const answers = await gateway.received(2);
    expect(answers.map((answer) => answer.mti)).toEqual(['0430', '0110']);
    expect(answers[1]).toMatchObject({ responseCode: '00', stan: '000042' });
  });

  it('forgets nothing over a restart', async () => {
    const before = await signedOn();
    before.send(authorizationRequest(), reversal({ stan: '000050', rrn: '632700000050' }));
    const [approval] = await before.received(2);
    await acquirer.stop();
    writeFileSync(journalFile(), `${readFileSync(journalFile(), 'utf8')}{"kind":"approved","at":"cut by a cra`);
    acquirer = await start();

    const after = await signedOn();
    after.send(authorizationRequest(), captureAdvice(), authorizationRequest({ stan: '000050', rrn: '632700000050' }));
    const answers = await after.received(3);
    expect(answers[0]).toEqual(approval);
    expect(answers.slice(1)).toMatchObject([
      { mti: '0230', responseCode: '00' },
      { mti: '0110', responseCode: '12' },
    ]);
    expect(journal().filter((line) => line.kind === 'approved')).toHaveLength(1);
  });

  it('A2: passes over a message that ends early and over an empty frame, and serves the rest', async () => {
    const gateway = await signedOn();
    const cut = codec.pack(authorizationRequest()).subarray(0, 40);
    gateway.sendBytes(Buffer.concat([Uint8Array.of(0, 0, 0, cut.length), cut, codec.encode(authorizationRequest())]));
    expect(await gateway.received(1)).toMatchObject([{ responseCode: '00' }]);
  });

  it('S9: cuts a link that speaks HTTP, and serves the next one', async () => {
    const gateway = await signedOn();
    gateway.sendBytes(Buffer.from('GET / HTTP/1.1\r\n\r\n'));
    await gateway.closed();
    const next = await signedOn();
    next.send(authorizationRequest());
    expect(await next.received(1)).toMatchObject([{ responseCode: '00' }]);
  });

  it('decides late what is to be decided late, whatever reversal came before', async () => {
    const gateway = await signedOn();
    gateway.send(authorizationRequest({ pan: '4000000001000076' }), reversal());
    const answers = await gateway.received(2);
    expect(answers).toMatchObject([
      { mti: '0430', responseCode: '25' },
      { mti: '0110', responseCode: '00' },
    ]);
    expect(answers[1]?.merchantReference).toBeUndefined();
  });

  it('sends an echo and a frame that holds no message of itself, when a card says so', async () => {
    const gateway = await signedOn();
    gateway.send(authorizationRequest({ pan: '4000000001000142' }));
    expect(await gateway.received(2)).toMatchObject([{ mti: '0800', networkManagementCode: '301' }, { mti: '0110' }]);
  });
});
