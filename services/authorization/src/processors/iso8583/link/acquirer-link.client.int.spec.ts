import { spawn } from 'node:child_process';
import { connect, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { AcquirerProfile, Message } from '@tollgate/iso8583';
import { generate } from 'selfsigned';
import { authorization, submit } from '../../card-processor.contract.js';
import { parseProfile } from '../profile/profile.schema.js';
import { profileNamed, type TestOptions, type TestProcessor, testProcessor, until } from '../testing/processor.js';
import { ScriptedHost } from '../testing/scripted-host.js';

const request = (stan: string): Message => ({
  mti: '0200',
  transmissionTime: '1123195200',
  stan,
  rrn: `263270${stan}`,
  terminalId: 'TG000001',
});

describe('the acquirer link', () => {
  let host: ScriptedHost;
  let hosts: ScriptedHost[];
  let opened: TestProcessor[];
  beforeEach(async () => {
    [hosts, opened] = [[], []];
    host = await startHost();
  });
  afterEach(async () => {
    for (const { processor } of opened) await processor.close();
    for (const each of hosts) await each.stop();
  });

  const startHost: typeof ScriptedHost.start = async (...options) => {
    const started = await ScriptedHost.start(...options);
    hosts.push(started);
    return started;
  };

  const begin = (options: Partial<TestOptions> = {}): TestProcessor => {
    const test = testProcessor({ ...options, ports: options.ports ?? [host.port] });
    opened.push(test);
    void test.processor.open();
    return test;
  };
  const open = async (options: Partial<TestOptions> = {}): Promise<TestProcessor> => {
    const test = begin(options);
    await until(() => test.processor.isReady);
    return test;
  };
  const send = ({ link }: TestProcessor, stan: string) => link.send(link.prepare(request(stan)));

  it('matches answers that come in another order', async () => {
    const test = await open();
    const held: [Socket, Message][] = [];
    host.react = (socket, message) => held.push([socket, message]);
    const replies = ['000001', '000002', '000003'].map((stan) => send(test, stan));
    await until(() => held.length === 3);
    for (const [socket, message] of held.reverse()) host.answer(socket, message);
    expect(await Promise.all(replies)).toMatchObject(
      ['000001', '000002', '000003'].map((stan) => ({ outcome: 'answered', message: { stan } })),
    );
  });

  it('leaves all in flight unknown when the link breaks, and builds it again', async () => {
    const test = await open({ link: { timeoutMs: 20_000 } });
    host.react = (socket, message) => (message.mti === '0200' ? socket.destroy() : host.answer(socket, message));
    const lost = { outcome: 'link_lost', hasLeft: true };
    expect(await Promise.all([send(test, '000001'), send(test, '000002')])).toEqual([lost, lost]);
    await until(() => test.processor.isReady);
    expect(host.sockets).toHaveLength(2);
    expect(test.meter.ups).toEqual([false, true, false, true]);
  });

  it('sends nothing over a link that is not signed on', async () => {
    host.react = () => undefined;
    const test = begin();
    await until(() => host.received.length === 1);
    expect(await send(test, '000001')).toEqual({ outcome: 'link_lost', hasLeft: false });
    expect(host.types).toEqual([]);
  });

  it('sends no second message by the names of one in flight', async () => {
    const test = await open();
    host.react = () => undefined;
    const first = send(test, '000001');
    expect(await send(test, '000001')).toEqual({ outcome: 'link_lost', hasLeft: false });
    expect(await first).toEqual({ outcome: 'no_answer' });
  });

  it('S9: gives up a link that speaks no ISO 8583', async () => {
    const test = await open();
    host.react = (socket, message) =>
      message.mti === '0200' ? socket.write('HTTP/1.1 400 Bad Request') : host.answer(socket, message);
    expect(await send(test, '000001')).toMatchObject({ outcome: 'link_lost' });
    expect(test.log.sentences).toContain('the acquirer sent what is no frame: the link is built again');
  });

  it('A2: keep-alive frames of no length are passed over', async () => {
    const test = await open();
    host.react = (socket, message) => {
      socket.write(Uint8Array.of(0, 0));
      host.answer(socket, message);
      socket.write(Uint8Array.of(0, 0, 0, 0));
    };
    expect(await send(test, '000001')).toMatchObject({ outcome: 'answered' });
    expect(await send(test, '000002')).toMatchObject({ outcome: 'answered' });
    expect(test.meter.unreadableCount).toBe(0);
  });

  it('A8: an approval that comes twice at once is told once, and is not taken for a late one', async () => {
    const { processor, late, meter } = await open();
    host.react = (socket, message) => {
      const approval = host.codec.encode({ ...message, pan: undefined, privateData: undefined, mti: '0210', responseCode: '00' });
      socket.write(Buffer.concat([approval, approval]));
    };
    const { result } = await submit(processor, authorization('4111111111111111', { isSale: true }));
    expect(result).toMatchObject({ outcome: 'approved' });
    expect([late, meter.unmatchedCount]).toEqual([[], 1]);
  });

  it('A6: a late approval of what an earlier life of the process asked is looked up by its numbers', async () => {
    const asked: unknown[] = [];
    const findSent = async (answer: unknown) => {
      asked.push(answer);
      return { order: 'the order', operation: 'its sale' };
    };
    const { late } = await open({ parts: { findSent } });
    const [socket] = host.sockets;
    const order = '01930f6a-0000-7000-8000-000000000001';
    if (socket !== undefined)
      host.send(socket, { ...request('000042'), mti: '0210', responseCode: '00', merchantReference: order });
    await until(() => late.length === 1);
    expect(late).toEqual([{ order: 'the order', operation: 'its sale' }]);
    expect(asked).toEqual([{ stan: 42, rrn: '263270000042', terminalId: 'TG000001', transmittedAt: '1123195200', order }]);
  });

  it('A10: an echo of the acquirer is answered before we are signed on', async () => {
    host.react = (socket, message) => {
      if (message.mti === '0800') host.send(socket, { mti: '0800', stan: '000009', networkManagementCode: '301' });
    };
    begin();
    await until(() => host.received.some(({ mti }) => mti === '0810'));
    expect(host.received.at(-1)).toMatchObject({ stan: '000009', responseCode: '00', networkManagementCode: '301' });
  });

  it('A11: a sign-on that is not answered is logged, and the link is not ready', async () => {
    host.react = () => undefined;
    const { processor, meter, log } = begin();
    await until(() => host.sockets.length === 2);
    expect([processor.isReady, meter.ups]).toEqual([false, [false]]);
    expect(log.lines).toContainEqual({
      sentence: 'the acquirer did not accept our sign-on',
      fields: { outcome: 'no_answer', response: undefined },
    });
    await expect(processor.prepare(authorization('4111111111111111'))).rejects.toThrow('the acquirer link is down');
  });

  it('A11: a sign-on that is refused is logged with its code', async () => {
    host.react = (socket, message) => host.answer(socket, message, { responseCode: '91' });
    const { processor, log } = begin();
    await until(() => host.sockets.length === 2);
    expect(processor.isReady).toBe(false);
    expect(log.lines).toContainEqual({
      sentence: 'the acquirer did not accept our sign-on',
      fields: { outcome: 'answered', response: '91' },
    });
  });

  it('A11: an acquirer that cannot be reached is logged with the reason', async () => {
    const { port } = host;
    await host.stop();
    const { meter, log } = begin({ ports: [port] });
    await until(() => log.lines.length > 0);
    expect(log.lines[0]).toMatchObject({ sentence: 'the acquirer cannot be reached', fields: { port } });
    expect(JSON.stringify(log.lines[0])).toContain('ECONNREFUSED');
    expect(meter.ups).toEqual([false]);
  });

  it('finds a link dead on which no echo comes back', async () => {
    const { log } = await open({ link: { echoEveryMs: 40 } });
    host.react = (socket, message) => {
      if (message.networkManagementCode !== '301') host.answer(socket, message);
    };
    await until(() => host.sockets.length === 2);
    expect(log.sentences).toContain('the acquirer did not answer our echo: the link is built again');
  });

  it('asks a link whether it lives as soon as a request had no answer and nothing else came: once, however many had none', async () => {
    const test = await open({ link: { echoEveryMs: 60_000 } });
    host.react = () => undefined;
    expect((await Promise.all([send(test, '000001'), send(test, '000002')]))[1]).toEqual({ outcome: 'no_answer' });
    await until(() => host.sockets.length === 2);
    expect(host.received.filter(({ networkManagementCode }) => networkManagementCode === '301')).toHaveLength(1);
  });

  it('does not ask a link whose acquirer answers others', async () => {
    const test = await open({ link: { echoEveryMs: 60_000 } });
    host.react = (socket, message) => {
      if (message.stan !== '000001') host.answer(socket, message);
    };
    const [first, second] = [send(test, '000001'), send(test, '000002')];
    expect([(await second).outcome, (await first).outcome]).toEqual(['answered', 'no_answer']);
    expect(await send(test, '000003')).toMatchObject({ outcome: 'answered' });
    expect(host.received.map(({ networkManagementCode }) => networkManagementCode)).not.toContain('301');
  });

  it('A13: goes to the second host when the first is away, and back when the second breaks', async () => {
    const second = await startHost();
    const { port } = host;
    await host.stop();
    const test = await open({ ports: [port, second.port] });
    expect(second.sockets).toHaveLength(1);
    await second.stop();
    await until(() => !test.processor.isReady);
    await until(() => test.log.lines.filter(({ fields }) => (fields as { port?: number }).port === port).length >= 2);
  });

  it('A13: speaks TLS, and trusts only whom it is told to', async () => {
    const { cert, private: key } = await generate([{ name: 'commonName', value: 'acquirer.test' }], { algorithm: 'sha256' });
    const secure = await startHost(profileNamed('iso87-ascii'), { cert, key });
    const test = await open({ ports: [secure.port], link: { tls: { ca: cert, servername: 'acquirer.test' } } });
    expect(await send(test, '000001')).toMatchObject({ outcome: 'answered' });
    const distrusting = begin({ ports: [secure.port], link: { tls: { servername: 'acquirer.test' } } });
    await until(() => distrusting.log.sentences.includes('the acquirer cannot be reached'));
    expect(distrusting.processor.isReady).toBe(false);
  });

  const OPERATORS: AcquirerProfile = parseProfile({
    extends: 'iso87-ascii',
    name: 'operators-own',
    wire: {
      framing: { length: 'ascii-4', countsItself: true, header: '', maxLength: 9000 },
      packing: {
        type: 'ebcdic',
        bitmap: 'hex',
        digits: 'ebcdic',
        text: 'ebcdic',
        bytes: 'hex',
        lengths: 'ebcdic',
        bcdPadding: 'left-0',
      },
      fields: {},
    },
    acceptor: { terminalId: 'GIVEN001', merchantId: 'GIVENMERCHANT01', merchantCategory: '5815' },
    constants: { de60: 'WEB', de63: '7' },
    acquirerCountry: '276',
    timeZone: 'Asia/Tokyo',
  });

  it("A13: speaks by an operator's own profile, with what the acquirer gave", async () => {
    const own = await startHost(OPERATORS);
    const clock = { now: () => new Date('2026-11-26T20:00:00Z') };
    const test = await open({ ports: [own.port], profile: OPERATORS, parts: { clock } });
    const { result } = await submit(test.processor, authorization('4111111111111111', { isSale: true }));
    expect(result).toMatchObject({ outcome: 'approved' });
    expect(own.received.at(-1)).toMatchObject({
      mti: '0200',
      terminalId: 'GIVEN001',
      merchantId: 'GIVENMERCHANT01',
      merchantCategory: '5815',
      acquirerCountry: '276',
      de60: 'WEB',
      de63: '7',
      transmissionTime: '1126200000',
      localTime: '050000',
      localDate: '1127',
    });
  });

  it('A14: gives up a connect that is swallowed, and goes to the next host', async () => {
    const blackHole = await startBlackHole();
    const startedAt = performance.now();
    const test = begin({ ports: [blackHole.port, host.port] });
    await until(() => test.processor.isReady);
    expect(performance.now() - startedAt).toBeLessThan(4_000);
    expect(test.log.lines[0]).toMatchObject({
      sentence: 'the acquirer cannot be reached',
      fields: { reason: 'no connection within 300 ms' },
    });
    blackHole.stop();
  });
});

/** A port whose queue is full: the kernel swallows every further connect, and answers nothing. */
const startBlackHole = async (): Promise<{ readonly port: number; stop(): void }> => {
  const program = `const s = require('node:net').createServer(); s.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => console.log(s.address().port))`;
  const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  const port = await new Promise<number>((resolve) => {
    createInterface({ input: child.stdout }).once('line', (line) => resolve(Number(line)));
  });
  child.kill('SIGSTOP');
  const fillers = Array.from({ length: 6 }, () => connect(port, '127.0.0.1').on('error', () => undefined));
  await new Promise((resolve) => setTimeout(resolve, 100));
  return {
    port,
    stop: () => {
      for (const filler of fillers) filler.destroy();
      child.kill('SIGKILL');
    },
  };
};
