import type { PlannedOrder } from './bulk-plan.js';
import { type BulkRun, beginRun, cancelRun, interrupt, type RunOrder, resume, settle, takeNext } from './bulk-run.js';
import { type Reply, verdictOn } from './verdict.js';

/** How many orders are asked for at a time. */
const atOnce = 4;

/** What a run needs of the world. */
export interface RunnerEffects {
  readonly read: () => BulkRun | undefined;
  readonly write: (run: BulkRun | undefined) => void;
  readonly send: (run: BulkRun, order: PlannedOrder) => Promise<Reply>;
  readonly pause: (ms: number) => Promise<void>;
  readonly newId: () => string;
}

export interface BulkRunner {
  readonly current: () => BulkRun | undefined;
  readonly subscribe: (onChange: () => void) => () => void;
  /** False while another one is under way. */
  readonly begin: (wish: Parameters<typeof beginRun>[1]) => boolean;
  readonly cancel: () => void;
  /** Nothing more is sent, not by what waits either, until somebody goes on with it. */
  readonly stop: () => void;
  /** Goes on with what is left, and with what failed. */
  readonly resume: () => void;
  readonly dismiss: () => void;
}

/** Those that ask for one order after the other: a run that was stopped goes on with others. */
interface Crew {
  workers: number;
  isOff: boolean;
}

interface Held {
  run: BulkRun | undefined;
  crew: Crew;
  /** Until when nothing is sent: the gateway asked for time. */
  pause: Promise<void> | undefined;
}

const newCrew = (): Crew => ({ workers: 0, isOff: false });

/** Does one thing after the other with many orders, some at a time, whatever page of the store is shown meanwhile. What it has come to is written
 *  down with each step. */
export const createRunner = ({ read, write, send, pause, newId }: RunnerEffects): BulkRunner => {
  const kept = read();
  const held: Held = { run: kept === undefined ? undefined : interrupt(kept), crew: newCrew(), pause: undefined };
  const listeners = new Set<() => void>();
  const show = (run: BulkRun | undefined): void => {
    held.run = run;
    write(run);
    for (const listener of listeners) listener();
  };
  const change = (by: (run: BulkRun) => BulkRun, id = held.run?.id): void => {
    if (held.run !== undefined && held.run.id === id) show(by(held.run));
  };
  const stop = (): void => {
    held.crew.isOff = true;
    held.crew = newCrew();
    change(interrupt);
  };
  const next = (crew: Crew): RunOrder | undefined => {
    const taken = held.run === undefined || crew.isOff ? undefined : takeNext(held.run);
    if (taken !== undefined) show(taken.run);
    return taken?.order;
  };

  /** Answers false where the same order is to be asked for again, after a pause. */
  const ask = async (crew: Crew, order: RunOrder, tries: number): Promise<boolean> => {
    await held.pause;
    const { run } = held;
    if (crew.isOff || run?.state !== 'running') return true;
    const verdict = verdictOn(run.kind, await send(run, order), tries);
    if (verdict.step === 'settle') change((now) => settle(now, order.id, verdict.result), run.id);
    if (verdict.step === 'sign_in' && !crew.isOff) stop();
    if (verdict.step === 'wait') held.pause = pause(verdict.ms);
    return verdict.step !== 'wait';
  };
  const work = async (crew: Crew): Promise<void> => {
    crew.workers += 1;
    for (let order = next(crew); order !== undefined; order = next(crew))
      for (let tries = 1; !(await ask(crew, order, tries)); tries += 1);
    crew.workers -= 1;
  };
  const start = (): void => {
    while (held.run !== undefined && takeNext(held.run) !== undefined && held.crew.workers < atOnce) void work(held.crew);
  };

  return {
    current: () => held.run,
    subscribe: (onChange) => {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
    begin: (wish) => {
      if (held.run !== undefined && held.run.state !== 'ended') return false;
      show(beginRun(newId(), wish));
      start();
      return true;
    },
    cancel: () => change(cancelRun),
    stop,
    resume: () => {
      change(resume);
      start();
    },
    dismiss: () => {
      if (held.run?.state === 'ended') show(undefined);
    },
  };
};
