// Whether a stream that is far smaller than what is sold carries it: the chain of events of each order, made up, through a real nats-server, five
// durable consumers that each publish what follows, and the keeper that removes what all of them are done with.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type JsMsg, jetstream, jetstreamManager } from '@nats-io/jetstream';
import { progressBar } from '../../apps/cli/dist/progress.js';
import { type EventType, eventFilter, eventStream, type RecordedEvent } from '../../libs/contracts/dist/index.js';
import { systemClock } from '../../libs/errors/dist/index.js';
import { type Bus, ensureEventStream, openBus, StreamKeeper } from '../../libs/messaging/dist/index.js';
import { type BusState, MemoryOrderLog, MemoryStore, NOTHING_KNOWN } from '../../libs/order-log/dist/index.js';
import {
  authorizationRequested,
  downloadsGranted,
  fraudAccepted,
  mailSent,
  orderPlaced,
  orderPriced,
  paymentAuthorized,
  paymentCaptured,
} from '../../libs/testing/dist/index.js';
import { startNats } from '../servers.ts';

export interface SmallStreamResult {
  readonly orders: number;
  readonly events: number;
  readonly eventBytes: number;
  readonly maxBytes: number;
  readonly peakBytes: number;
  readonly peakMessages: number;
  /** Publishes that the stream did not take at once. */
  readonly refused: number;
  /** How often the keeper thought that messages were lost. */
  readonly losses: number;
  readonly seconds: number;
}

/** Who listens to what, and publishes what of it; notifications ends an order. */
const services: Readonly<Record<string, readonly [EventType, readonly EventType[]]>> = {
  'tax-shipping': ['OrderPlaced', ['OrderPriced']],
  fraud: ['OrderPriced', ['FraudAssessed']],
  authorization: ['FraudAssessed', ['AuthorizationRequested', 'PaymentAuthorized', 'PaymentCaptured']],
  'esd-delivery': ['PaymentCaptured', ['DownloadsGranted']],
  notifications: ['DownloadsGranted', ['MailSent']],
};
const templates = new Map<EventType, RecordedEvent>(
  [
    orderPlaced(),
    orderPriced(),
    fraudAccepted(),
    authorizationRequested(),
    paymentAuthorized(),
    paymentCaptured(),
    downloadsGranted(),
    mailSent(),
  ].map((event) => [event.type, event]),
);
const IN_FLIGHT = 128;

/** An event of the type under an id of its own. */
const eventOf = (type: EventType): RecordedEvent => {
  const event = templates.get(type) as RecordedEvent;
  const id = randomUUID();
  return {
    ...event,
    header: { ...event.header, id },
    headerText: event.headerText.replace(event.header.id, id),
  } as RecordedEvent;
};

export const benchSmallStream = async (orders: number, maxBytes: number): Promise<SmallStreamResult> => {
  const nats = await startNats();
  let [events, eventBytes, refused, ended, begun] = [0, 0, 0, 0, 0];
  const quiet = { debug: () => undefined, info: () => undefined, warn: console.error, error: console.error };
  const meter = {
    eventHandled: () => undefined,
    eventPublished: () => undefined,
    publishRepeated: () => {
      refused += 1;
    },
    requestAnswered: () => undefined,
    consumerLag: () => undefined,
  };
  const buses: Bus[] = [];
  const open = async (service: string): Promise<Bus> => {
    const bus = await openBus({ servers: nats.url, service, log: quiet, meter });
    buses.push(bus);
    return bus;
  };
  const publish = async (bus: Bus, type: EventType): Promise<void> => {
    const event = eventOf(type);
    events += 1;
    eventBytes += event.headerText.length + event.dataText.length + event.hash.length;
    await bus.publishEvent(event);
  };

  const ingress = await open('gateway-ingress');
  await ensureEventStream(ingress.connection, { maxBytes, replicas: 1 });
  const manager = await jetstreamManager(ingress.connection);
  const { promise: done, resolve: finished } = Promise.withResolvers<void>();
  const next = (): void => {
    if (begun === orders) return;
    begun += 1;
    void publish(ingress, 'OrderPlaced');
  };
  for (const [service, [listens, follow]] of Object.entries(services)) {
    const bus = await open(service);
    await manager.consumers.add(eventStream, {
      durable_name: service,
      ack_policy: 'explicit',
      max_ack_pending: 1_000,
      filter_subjects: [eventFilter(listens)],
    });
    const handle = async (message: JsMsg): Promise<void> => {
      for (const type of follow) await publish(bus, type);
      message.ack();
      if (service !== 'notifications') return;
      ended += 1;
      if (ended === orders) finished();
      else next();
    };
    const consumer = await jetstream(bus.connection).consumers.get(eventStream, service);
    await consumer.consume({ max_messages: 500, callback: (message) => void handle(message) });
  }

  let state: BusState = NOTHING_KNOWN;
  let removedTo: number | undefined;
  const ledger = {
    read: async () => ({ publishedTo: '0.0.0', state, removedTo }),
    write: async (after: BusState) => {
      state = after;
    },
    writeRemoved: async (to: number) => {
      removedTo = to;
    },
    assertOurs: () => undefined,
  };
  const orderLog = new MemoryOrderLog({ service: 'reporting', store: new MemoryStore() });
  const keeper = new StreamKeeper({ bus: ingress, orderLog, clock: systemClock, maxAgeMs: 3_600_000, log: quiet });
  let [peakBytes, peakMessages] = [0, 0];
  const bar = progressBar('orders', orders);
  const looks = setInterval(() => keeper.look(ledger), 1_000);
  const sample = async (): Promise<void> => {
    const { state: stream } = await manager.streams.info(eventStream);
    peakBytes = Math.max(peakBytes, stream.bytes);
    peakMessages = Math.max(peakMessages, stream.messages);
  };
  const samples = setInterval(() => {
    bar.update(ended);
    sample().catch((error: unknown) => console.error('the stream was not looked at', error));
  }, 100);
  await sleep(3_000); // the keeper has looked before, as in a system that runs
  const fromMs = performance.now();
  for (let count = 0; count < IN_FLIGHT; count += 1) next();
  await done;
  const seconds = (performance.now() - fromMs) / 1_000;
  clearInterval(looks);
  clearInterval(samples);
  bar.stop();
  for (const bus of buses) await bus.close();
  await nats.stop();
  return { orders, events, eventBytes, maxBytes, peakBytes, peakMessages, refused, losses: state.lossCount, seconds };
};
