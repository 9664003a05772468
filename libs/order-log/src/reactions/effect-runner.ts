import { encodeData, type NewEvent, type RecordedEvent } from '@tollgate/contracts';
import { TransientError } from '@tollgate/errors';
import type { Cause } from '../append/append-request.js';
import { crashPoint } from '../crash-point.js';
import type { Loaded, OrderLog, Target } from '../order-log.js';
import { appendRequestOf, causedBy } from './reaction.js';

/** An effect that is ready to happen: what is recorded before it, and how it is made to happen. */
export interface PreparedEffect<R> {
  /** Durable before `send` is called. Empty for an effect that may be repeated without harm (a mail under one
   *  Message-ID). */
  readonly intent: readonly NewEvent[];
  /** Makes it happen, and answers what came of it. */
  send(): Promise<R>;
}

/** Something that we ask of the outside, in the order intent, effect, fact. All decisions are pure; `prepare` and
 *  `resume` may ask for what the effect needs (a card, a number, a connection) and throw TransientError where it cannot
 *  be had now. */
export interface Effect<S, R> {
  /** As in crash points (`<name>:after-intent`, `<name>:after-answer`) and spans. */
  readonly name: string;
  /** Names the one thing to be done within its subject, e.g. the operation's id. */
  readonly key: string;
  /** Loads the subject where more is wanted than `OrderLog.load` answers. */
  load?(target: Target<S>): Promise<Loaded<S>>;
  /** Where the effect stands: nothing was promised yet, the intent is recorded and its fact is not, or nothing is left
   *  to do. */
  progress(state: S): 'due' | 'open' | 'done';
  /** Undefined where it turns out that there is nothing to do. */
  prepare(loaded: Loaded<S>): Promise<PreparedEffect<R> | undefined>;
  /** The intent was found open: after a crash, or while another replica is at it. Answers what came of it: by asking
   *  again where the outside counts it once, or that nobody knows. Throws TransientError while another replica may be
   *  at it. */
  resume(loaded: Loaded<S>): Promise<R>;
  /** What is recorded of a result; [] where nothing is (yet): the caller sees to it that it is asked again. */
  record(state: S, result: R): readonly NewEvent[];
  /** The fact could not be recorded, as another one was meanwhile: e.g. an approval that came too late. */
  onSuperseded?(state: S, result: R): Promise<void>;
}

export interface EffectRunnerOptions {
  readonly log: OrderLog;
  /** Runs the effect in a span of this name. */
  readonly inSpan?: <T>(name: string, traceparent: string | undefined, work: () => Promise<T>) => Promise<T>;
}

const maxAttempts = 20;
/** Answers that could not be recorded, the log being out of reach: the redelivered cause finds them here. */
const maxKeptResults = 10_000;

/** What came of an effect, and what was to be recorded of it. */
interface Kept {
  readonly result: unknown;
  readonly facts: readonly NewEvent[];
}

/** The one place where effects on the outside are wrapped into the record: loads, decides, appends the intent, makes
 *  the effect happen, appends the fact. Joins a second delivery of the same, resumes after a crash, keeps an answer
 *  that could not be recorded. */
export class EffectRunner {
  private readonly running = new Map<string, Promise<unknown>>();
  private readonly results = new Map<string, Kept>();

  constructor(private readonly options: EffectRunnerOptions) {}

  /** Whether this process is at something of the subject. */
  isRunning(subject: string): boolean {
    for (const key of this.running.keys()) if (key.startsWith(subject)) return true;
    return false;
  }

  /** The state once the effect's fact is recorded, or there is nothing to do; still open where `record` answered [] to
   *  what came of it. Throws TransientError where it has to be tried again. */
  perform<S, R>(effect: Effect<S, R>, target: Target<S>, cause: Cause): Promise<S> {
    const key = `${target.id} ${effect.name} ${effect.key}`;
    const running = this.running.get(key);
    if (running !== undefined) return running as Promise<S>;
    const begun = this.attempts(effect, { target, cause, key }).finally(() => this.running.delete(key));
    this.running.set(key, begun);
    return begun;
  }

  private async attempts<S, R>(effect: Effect<S, R>, run: Run<S>): Promise<S> {
    for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
      const state = await this.attempt(effect, run);
      if (state !== undefined) return state;
    }
    throw new TransientError(
      `${run.target.fold.kind} ${run.target.id} changed ${maxAttempts} times while something was done for it`,
    );
  }

  /** Undefined: the stream has gone on meanwhile, and all is to be looked at again. */
  private async attempt<S, R>(effect: Effect<S, R>, run: Run<S>): Promise<S | undefined> {
    const { log } = this.options;
    const loaded = await (effect.load?.(run.target) ?? log.load(run.target));
    switch (effect.progress(loaded.state)) {
      case 'done':
        return this.finish(effect, run, loaded);
      case 'open': {
        const kept = this.results.get(run.key);
        const result = kept === undefined ? await effect.resume(loaded) : (kept.result as R);
        return this.conclude(effect, { ...run, loaded }, result);
      }
      case 'due':
        return this.begin(effect, run, loaded);
    }
  }

  private async begin<S, R>(effect: Effect<S, R>, run: Run<S>, loaded: Loaded<S>): Promise<S | undefined> {
    const prepared = await effect.prepare(loaded);
    if (prepared === undefined) return this.finish(effect, run, loaded);
    const kept = this.results.get(run.key);
    if (kept !== undefined && prepared.intent.length === 0) return this.conclude(effect, { ...run, loaded }, kept.result as R);
    await this.letGo(effect, run.key, loaded);
    const intended = await this.append({ ...run, loaded }, prepared.intent, true);
    if (intended === undefined) return undefined;
    crashPoint(`${effect.name}:after-intent`);
    const { inSpan } = this.options;
    const result = inSpan ? await inSpan(effect.name, run.cause.traceparent, () => prepared.send()) : await prepared.send();
    crashPoint(`${effect.name}:after-answer`);
    return this.conclude(effect, { ...run, loaded: intended }, result);
  }

  private async conclude<S, R>(effect: Effect<S, R>, run: Run<S> & { loaded: Loaded<S> }, result: R): Promise<S | undefined> {
    const facts = effect.record(run.loaded.state, result);
    this.keep(run.key, { result, facts });
    const recorded = await this.append(run, facts, false);
    if (recorded === undefined) return undefined; // looked at again, with the result at hand
    this.results.delete(run.key);
    return recorded.state;
  }

  /** Nothing is left to do but to publish once more what followed from the cause, in case a crash came between commit
   *  and publish. */
  private async finish<S, R>(effect: Effect<S, R>, { cause, key }: Run<S>, loaded: Loaded<S>): Promise<S> {
    const { log } = this.options;
    const { state, events } = loaded;
    await this.letGo(effect, key, loaded);
    const recorded = causedBy(events, log.service, cause);
    if (recorded.length > 0) await log.republish(recorded);
    return state;
  }

  /** The state with the events appended at the head that was loaded; undefined when the stream has gone on
   *  meanwhile. */
  private async append<S>(
    { target, cause, loaded }: Run<S> & { loaded: Loaded<S> },
    events: readonly NewEvent[],
    answersAtCommit: boolean,
  ): Promise<Loaded<S> | undefined> {
    if (events.length === 0) return loaded;
    const { log } = this.options;
    const request = appendRequestOf({ target, history: loaded, service: log.service }, cause, events);
    const appended = await log.append({ ...request, answersAtCommit });
    if (appended.outcome !== 'appended') return undefined;
    const all = [...loaded.events, ...appended.events];
    const state = target.fold.fold(all);
    const heads = { ...loaded.heads, ...headsOf(appended.events) };
    return state === undefined ? undefined : { state, events: all, heads };
  }

  /** A result that is still at hand was recorded without our learning of it (the bus or the connection failed after the
   *  commit), or another one was in its place. */
  private async letGo<S, R>(effect: Effect<S, R>, key: string, { state, events }: Loaded<S>): Promise<void> {
    const kept = this.results.get(key);
    if (kept !== undefined && !areRecorded(kept.facts, events)) await effect.onSuperseded?.(state, kept.result as R);
    this.results.delete(key);
  }

  private keep(key: string, kept: Kept): void {
    const [oldest] = this.results.keys();
    if (this.results.size >= maxKeptResults && oldest !== undefined) this.results.delete(oldest);
    this.results.set(key, kept);
  }
}

interface Run<S> {
  readonly target: Target<S>;
  readonly cause: Cause;
  readonly key: string;
}

/** Whether events that say just this are in the history. */
const areRecorded = (facts: readonly NewEvent[], events: readonly RecordedEvent[]): boolean =>
  facts.every((fact) => events.some(({ type, dataText }) => type === fact.type && dataText === encodeData(fact)));

const headsOf = (events: readonly RecordedEvent[]) =>
  Object.fromEntries(events.map(({ header, hash }) => [header.stream, { version: header.version, hash }]));
