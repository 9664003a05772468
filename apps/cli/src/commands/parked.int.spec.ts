import { createServer, type Server } from 'node:net';
import { create, encode, ListParkedResponseSchema, requests, parkingServices as services } from '@tollgate/contracts';
import { type Bus, openBus } from '@tollgate/messaging';
import { startNats, type TestServer } from '@tollgate/testing';
import { CannotCheck } from '../stack.js';
import { parkedCommand } from './parked.js';

const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const one = {
  event: 'e',
  order: '01890a5d-ac96-774b-bcce-b302099a8057',
  type: 'OrderPlaced',
  error: 'TypeError',
  parkedAt: 'now',
};

let nats: TestServer;
let bus: Bus;
let answering: readonly { unsubscribe(): void }[] = [];

/** These services are there, and have parked so many events each. */
const answer = async (parked: Readonly<Record<string, number>>): Promise<void> => {
  answering = Object.entries(parked).map(([service, count]) => {
    const events = Array.from({ length: count }, () => one);
    const payload = encode(ListParkedResponseSchema, create(ListParkedResponseSchema, { events }));
    return bus.connection.subscribe(requests.listParked(service), {
      callback: (_error, message) => void message.respond(payload),
    });
  });
  await bus.connection.flush();
};

/** Runs the command with what it prints. */
const run = async (): Promise<{ readonly code: number; readonly text: string }> => {
  const said: string[] = [];
  const { log: out, error } = console;
  console.log = console.error = (text: string) => said.push(text);
  try {
    return { code: await parkedCommand({}), text: said.join('\n') };
  } finally {
    console.log = out;
    console.error = error;
  }
};

const allBut = (...silent: readonly string[]) =>
  Object.fromEntries(services.filter((service) => !silent.includes(service)).map((service) => [service, 0]));

beforeAll(async () => {
  nats = await startNats();
  process.env.TOLLGATE_NATS_URL = nats.url;
  bus = await openBus({ servers: nats.url, service: 'test', log });
});
afterEach(async () => {
  for (const one of answering) one.unsubscribe();
  await bus.connection.flush();
});
afterAll(async () => {
  await bus?.close();
  await nats?.stop();
});

describe('tollgate parked', () => {
  it('ends with 0 when every service, reporting too, says that it has parked nothing', async () => {
    await answer(allBut());
    expect(await run()).toEqual({ code: 0, text: '✓ nothing is parked' });
  });

  it('X3: ends with 2 and names the service that does not answer', async () => {
    await answer(allBut('reporting'));
    const { code, text } = await run();
    expect(code).toBe(2);
    expect(text).toBe('? reporting does not answer: what it parked is not known');
  });

  it('X3: ends with 2 and names all of them where every service is stopped', async () => {
    await answer({});
    const { code, text } = await run();
    expect(code).toBe(2);
    for (const service of services) expect(text).toContain(`? ${service} does not answer`);
    expect(text).not.toContain('✓');
  });

  it('ends with 1 where something is parked, and still names who is silent', async () => {
    await answer({ ...allBut('fraud'), authorization: 1 });
    const { code, text } = await run();
    expect(code).toBe(1);
    expect(text).toMatch(/authorization .*OrderPlaced/);
    expect(text).toContain('? fraud does not answer');
  });

  it('says that there are more where a service lists as many as it may', async () => {
    await answer({ ...allBut(), fraud: 1_000 });
    expect((await run()).text).toContain('fraud lists 1000, and may have parked more');
  });

  it('X3: cannot check, and does not wait for ever, where the bus is gone, or takes connections and says nothing', async () => {
    const silent: Server = createServer(() => undefined).listen(0, '127.0.0.1');
    await new Promise((resolve) => silent.once('listening', resolve));
    const { port } = silent.address() as { port: number };
    try {
      process.env.TOLLGATE_NATS_URL = 'nats://127.0.0.1:1';
      await expect(parkedCommand({})).rejects.toThrow(CannotCheck);
      process.env.TOLLGATE_NATS_URL = `nats://127.0.0.1:${port}`;
      await expect(parkedCommand({})).rejects.toThrow(CannotCheck);
    } finally {
      process.env.TOLLGATE_NATS_URL = nats.url;
      silent.close();
    }
  });
});
