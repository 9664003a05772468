// What one message costs on its way through Nest's pipeline, against a bare call, and what a publish costs against the client's own.
// Run after a build: node libs/messaging/bench/message-cost.js [nats url]
import 'reflect-metadata';
import { jetstream } from '@nats-io/jetstream';
import { Controller, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { eventFilter, eventSubject } from '@tollgate/contracts';
import { fromWire, JetStreamStrategy, OnEvent, openBus, ParkedEvents, startSpan, toWire } from '@tollgate/messaging';
import { orderPlaced } from '@tollgate/testing';

const natsUrl = process.argv[2];
const placed = orderPlaced();
const wire = toWire(placed);
const silent = { debug() {}, info() {}, warn: console.warn, error: console.error };
let calls = 0;

const perCall = async (name, rounds, call) => {
  for (let index = 0; index < rounds / 5; index += 1) await call();
  const before = process.cpuUsage();
  const start = performance.now();
  for (let index = 0; index < rounds; index += 1) await call();
  const { user, system } = process.cpuUsage(before);
  const wall = ((performance.now() - start) * 1_000) / rounds;
  console.log(
    `${name.padEnd(56)} ${wall.toFixed(2).padStart(8)} µs wall ${((user + system) / rounds).toFixed(2).padStart(8)} µs CPU`,
  );
};

class Orders {
  async handle() {
    calls += 1;
  }
}
Controller()(Orders);
OnEvent('OrderPlaced')(Orders.prototype, 'handle', Object.getOwnPropertyDescriptor(Orders.prototype, 'handle'));
class App {}
Module({ controllers: [Orders] })(App);

class Held extends JetStreamStrategy {
  listen(done) {
    done();
  }
}
const held = new Held({ bus: { connection: undefined }, service: 'bench', parked: undefined, log: silent });
const app = await NestFactory.createMicroservice(App, { strategy: held, logger: false });
await app.listen();
const throughNest = held.getHandlers().get(eventFilter('OrderPlaced'));
const bare = new Orders();

await perCall('bare method', 300_000, () => bare.handle(placed));
await perCall("through Nest's pipeline (no pipes, guards, RxJS)", 300_000, () => throughNest(placed, undefined));
await perCall('reading an event (OrderPlaced, two lines)', 50_000, async () => fromWire(wire));
await perCall('JSON.parse of the same header and data', 50_000, async () => [
  JSON.parse(placed.headerText),
  JSON.parse(placed.dataText),
]);
await perCall('an unsampled span', 1_000_000, async () => startSpan('x', undefined));
await perCall('an unsampled span with a traceparent', 1_000_000, async () =>
  startSpan('x', '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00'),
);

if (natsUrl) await overTheWire();
console.log(`${calls} calls`);

async function overTheWire() {
  const bus = await openBus({ servers: natsUrl, service: 'bench', log: silent });
  const done = { count: 0 };
  class Counting {
    async handle() {
      done.count += 1;
    }
  }
  Controller()(Counting);
  OnEvent('OrderPlaced')(Counting.prototype, 'handle', Object.getOwnPropertyDescriptor(Counting.prototype, 'handle'));
  class CountingModule {}
  Module({ controllers: [Counting] })(CountingModule);
  const strategy = new JetStreamStrategy({
    bus,
    service: 'bench',
    parked: new ParkedEvents({ query: async () => [] }),
    log: silent,
  });
  const runtime = await NestFactory.createMicroservice(CountingModule, { strategy, logger: false });
  const ids = Array.from({ length: 40_000 }, () => crypto.randomUUID());
  const events = ids.map((id) => ({ ...placed, header: { ...placed.header, id } }));
  const js = jetstream(bus.connection);
  await ensure(bus);
  const half = events.length / 2;
  await measured('publish+PubAck with the client (32 in flight)', half, () =>
    inFlight(32, events.slice(0, half), (event) =>
      js.publish(eventSubject(event.header), toWire(event), { msgID: event.header.id }),
    ),
  );
  await measured('publish+PubAck with Bus.publishEvent (32 in flight)', half, () =>
    inFlight(32, events.slice(half), (event) => bus.publishEvent(event)),
  );
  await measured('consume, read, handle through Nest, ack', events.length, async () => {
    await runtime.listen();
    while (done.count < events.length) await new Promise((resolve) => setTimeout(resolve, 5));
  });
  await runtime.close();
  await bus.close();
}

async function ensure(bus) {
  const { ensureEventStream } = await import('@tollgate/messaging');
  await ensureEventStream(bus.connection);
}

async function measured(name, count, work) {
  const before = process.cpuUsage();
  const start = performance.now();
  await work();
  const { user, system } = process.cpuUsage(before);
  const wall = (performance.now() - start) / 1_000;
  console.log(
    `${name.padEnd(56)} ${Math.round(count / wall)
      .toString()
      .padStart(8)} /s      ${((user + system) / count).toFixed(1).padStart(8)} µs CPU each`,
  );
}

async function inFlight(width, items, work) {
  let next = 0;
  const lane = async () => {
    while (next < items.length) await work(items[next++]);
  };
  await Promise.all(Array.from({ length: width }, lane));
}
