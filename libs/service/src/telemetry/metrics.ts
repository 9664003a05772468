import type { HandlingOutcome, MessagingMeter } from '@tollgate/messaging';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** prom-client measures the event loop's lag by a timer of 10 ms: a hundred wake-ups a second in each service, 8 ms of CPU a second while
 *  nothing happens. What a rarer timer says is nearly its own length, so these statistics are left out. */
const LAG_TIMER_MS = 1_000;
const lagStatistics = ['min', 'max', 'mean', 'stddev', 'p50', 'p90', 'p99'] as const;

/** What a service counts, for `/metrics` in the Prometheus format. A service adds its own with
 *  `metrics.counter(...)`. */
export class Metrics implements MessagingMeter {
  readonly registry = new Registry();
  private readonly handled = this.counter('events_handled_total', 'Events handled, by type and outcome', ['type', 'outcome']);
  private readonly repeated = this.counter(
    'events_publish_repeated_total',
    'Publishes sent again because no acknowledgement came',
  );
  private readonly answered = this.counter('requests_answered_total', 'Requests answered, by subject and outcome', [
    'subject',
    'outcome',
  ]);
  private readonly pending = this.gauge('consumer_pending_events', 'Events of this service that no replica has received yet');
  private readonly published = this.histogram('event_publish_seconds', 'From publish to acknowledgement', publishBuckets);
  private readonly relayed = this.counter('events_relayed_total', 'Events the relay published after their appender had not');
  private readonly swept = this.counter(
    'events_swept_total',
    'Events published again, as nothing had followed from them for 30 s',
  );
  /** Label objects are made once: one per event would be garbage on every message. */
  private readonly handledBy = new Map<string, { inc(): void }>();

  constructor(service: string) {
    this.registry.setDefaultLabels({ service });
    collectDefaultMetrics({ register: this.registry, eventLoopMonitoringPrecision: LAG_TIMER_MS });
    for (const name of lagStatistics) this.registry.removeSingleMetric(`nodejs_eventloop_lag_${name}_seconds`);
    this.reportUtilization();
  }

  /** Costs nothing between two scrapes. */
  private reportUtilization(): void {
    let before = performance.eventLoopUtilization();
    new Gauge({
      name: 'tollgate_event_loop_utilization',
      help: 'Share of the time since the last scrape in which the event loop was at work: near 1, whatever comes waits',
      registers: [this.registry],
      collect() {
        this.set(performance.eventLoopUtilization(before).utilization);
        before = performance.eventLoopUtilization();
      },
    });
  }

  counter<L extends string = never>(name: string, help: string, labelNames: readonly L[] = []): Counter<L> {
    return new Counter({ name: `tollgate_${name}`, help, labelNames: [...labelNames], registers: [this.registry] });
  }

  gauge<L extends string = never>(name: string, help: string, labelNames: readonly L[] = []): Gauge<L> {
    return new Gauge({ name: `tollgate_${name}`, help, labelNames: [...labelNames], registers: [this.registry] });
  }

  histogram(name: string, help: string, buckets: readonly number[]): Histogram {
    return new Histogram({ name: `tollgate_${name}`, help, buckets: [...buckets], registers: [this.registry] });
  }

  eventHandled(type: string, outcome: HandlingOutcome): void {
    const key = `${type} ${outcome}`;
    let counter = this.handledBy.get(key);
    if (counter === undefined) {
      counter = this.handled.labels({ type, outcome });
      this.handledBy.set(key, counter);
    }
    counter.inc();
  }

  eventPublished(durationMs: number): void {
    this.published.observe(durationMs / 1_000);
  }

  publishRepeated(): void {
    this.repeated.inc();
  }

  requestAnswered(subject: string, outcome: 'answered' | 'refusal' | 'fault' | 'defect'): void {
    this.answered.inc({ subject, outcome });
  }

  consumerLag(pending: number): void {
    this.pending.set(pending);
  }

  eventsSwept(count: number): void {
    this.swept.inc(count);
  }

  eventsRelayed(count: number): void {
    this.relayed.inc(count);
  }
}

const publishBuckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5];
