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
  /** Goes on with what is left, and with what failed. */
  readonly resume: () => void;
  readonly dismiss: () => void;
}

interface Held {
  run: BulkRun | undefined;
  workers: number;
  /** Until when nothing is sent: the gateway asked for time. */
  pause: Promise<void> | undefined;
}

/** Does one thing after the other with many orders, some at a time, whatever page is shown meanwhile. What it has come to is written down with each
 *  step. */
export const createRunner = ({ read, write, send, pause, newId }: RunnerEffects): BulkRunner => {
  const kept = read();
  const held: Held = { run: kept === undefined ? undefined : interrupt(kept), workers: 0, pause: undefined };
  const listeners = new Set<() => void>();
  const show = (run: BulkRun | undefined): void => {
    held.run = run;
    write(run);
    for (const listener of listeners) listener();
  };
  const change = (by: (run: BulkRun) => BulkRun): void => {
    if (held.run !== undefined) show(by(held.run));
  };
  const changeOf = (id: string, by: (run: BulkRun) => BulkRun): void => {
    if (held.run?.id === id) show(by(held.run));
  };
  const next = (): RunOrder | undefined => {
    const taken = held.run === undefined ? undefined : takeNext(held.run);
    if (taken !== undefined) show(taken.run);
    return taken?.order;
  };
  const hasWork = (): boolean => held.run !== undefined && takeNext(held.run) !== undefined;

  /** Answers false where the same order is to be asked for again, after a pause. */
  const ask = async (order: RunOrder, tries: number): Promise<boolean> => {
    await held.pause;
    const { run } = held;
    if (run?.state !== 'running') return true;
    const verdict = verdictOn(run.kind, await send(run, order), tries);
    if (verdict.step === 'settle') changeOf(run.id, (now) => settle(now, order.id, verdict.result));
    if (verdict.step === 'sign_in') changeOf(run.id, interrupt);
    if (verdict.step === 'wait') held.pause = pause(verdict.ms);
    return verdict.step !== 'wait';
  };
  const finish = async (order: RunOrder): Promise<void> => {
    for (let tries = 1; !(await ask(order, tries)); tries += 1);
  };
  const work = async (): Promise<void> => {
    held.workers += 1;
    for (let order = next(); order !== undefined; order = next()) await finish(order);
    held.workers -= 1;
  };
  const start = (): void => {
    while (hasWork() && held.workers < atOnce) void work();
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
    resume: () => {
      change(resume);
      start();
    },
    dismiss: () => {
      if (held.run?.state === 'ended') show(undefined);
    },
  };
};
