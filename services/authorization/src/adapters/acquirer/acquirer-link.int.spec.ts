import { createServer, type Server, type Socket } from 'node:net';
import { encodeFrame, FrameDecoder, type Message, pack, unpack } from '@tollgate/iso8583';
import { AcquirerLink, outgoing } from './acquirer-link.js';

const silent = { info: () => undefined, warn: () => undefined };
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const until = async (isSo: () => boolean): Promise<void> => {
  for (let turn = 0; turn < 500 && !isSo(); turn++) await pause(5);
  expect(isSo()).toBe(true);
};

const request = (stan: string, rrn = `263270${stan}`): Message => ({
  mti: '0200',
  transmissionTime: '1123195200',
  stan,
  rrn,
  terminalId: 'TG000001',
});
const answerTo = (message: Message): Message => ({
  ...message,
  mti: `${message.mti.slice(0, 2)}${Number(message.mti[2]) + 1}0`,
  responseCode: '00',
});

describe('the acquirer link', () => {
  let server: Server;
  let port: number;
  let link: AcquirerLink;
  let links: Socket[];
  let received: Message[];
  let late: Message[];
  /** What the acquirer does with a message; by default it answers. */
  let react: (socket: Socket, message: Message) => void;

  const answer = (socket: Socket, message: Message): void => {
    socket.write(encodeFrame(pack(answerTo(message))));
  };

  beforeEach(async () => {
    links = [];
    received = [];
    late = [];
    react = answer;
    server = createServer((socket) => {
      const decoder = new FrameDecoder();
      links.push(socket);
      socket.on('error', () => undefined);
      socket.on('data', (chunk) => {
        for (const message of decoder.push(chunk).map(unpack)) {
          received.push(message);
          react(socket, message);
        }
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as { port: number }).port;
    link = new AcquirerLink({ host: '127.0.0.1', port, timeoutMs: 100, echoEveryMs: 50, log: silent });
  });
  afterEach(async () => {
    link.close();
    for (const socket of links) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });

  const open = async (): Promise<void> => {
    link.open((message) => late.push(message));
    await until(() => link.isReady);
  };

  it('signs on, and is not ready before that is answered', async () => {
    react = () => undefined;
    link.open(() => undefined);
    await until(() => received.length > 0);
    expect(received[0]).toMatchObject({ mti: '0800', networkManagementCode: '001' });
    expect(link.isReady).toBe(false);
  });

  it('matches answers that come in another order', async () => {
    await open();
    const held: [Socket, Message][] = [];
    react = (socket, message) => {
      if (message.mti === '0200') held.push([socket, message]);
      else answer(socket, message);
    };
    const replies = ['000001', '000002', '000003'].map((stan) => link.send(outgoing(request(stan))));
    await until(() => held.length === 3);
    for (const [socket, message] of held.reverse()) answer(socket, message);
    const stans = (await Promise.all(replies)).map((reply) => (reply.outcome === 'answered' ? reply.message.stan : ''));
    expect(stans).toEqual(['000001', '000002', '000003']);
  });

  it('takes no answer for another by its STAN alone', async () => {
    await open();
    react = (socket, message) => answer(socket, message.mti === '0200' ? { ...message, rrn: '263279999999' } : message);
    expect(await link.send(outgoing(request('000001')))).toEqual({ outcome: 'no_answer' });
    expect(late).toMatchObject([{ rrn: '263279999999' }]);
  });

  it('hands over an answer that comes too late', async () => {
    await open();
    react = (socket, message) => {
      if (message.mti === '0200') setTimeout(() => answer(socket, message), 160);
      else answer(socket, message);
    };
    expect(await link.send(outgoing(request('000001')))).toEqual({ outcome: 'no_answer' });
    await until(() => late.length === 1);
    expect(late).toMatchObject([{ mti: '0210', stan: '000001' }]);
  });

  it('leaves all in flight unknown when the line breaks, and builds it again', async () => {
    await open();
    react = (socket, message) => {
      if (message.mti === '0200') socket.destroy();
      else answer(socket, message);
    };
    const replies = await Promise.all(['000001', '000002'].map((stan) => link.send(outgoing(request(stan)))));
    expect(replies).toEqual([{ outcome: 'link_lost' }, { outcome: 'link_lost' }]);
    await until(() => link.isReady);
    expect(links).toHaveLength(2);
  });

  it('S9: gives up a line that speaks no ISO 8583', async () => {
    await open();
    react = (socket, message) => (message.mti === '0200' ? socket.write('HTTP/1.1 400 Bad Request') : answer(socket, message));
    expect(await link.send(outgoing(request('000001')))).toEqual({ outcome: 'link_lost' });
  });

  it('finds a line dead on which no echo comes back', async () => {
    await open();
    react = (socket, message) => (message.networkManagementCode === '301' ? undefined : answer(socket, message));
    await until(() => links.length === 2);
    expect(received.some(({ networkManagementCode }) => networkManagementCode === '301')).toBe(true);
  });

  it('sends nothing over a line that is not there', async () =>
    expect(await link.send(outgoing(request('000001')))).toEqual({ outcome: 'link_lost' }));

  it('refuses what cannot be written before it is sent', () =>
    expect(() => outgoing({ ...request('000001'), terminalId: 'Zürich' })).toThrow('DE 41'));
});
