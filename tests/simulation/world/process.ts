import { TransientError } from '@tollgate/errors';
import type { Owner, Via, World } from './world.ts';

/** How long an effect takes, in milliseconds: mostly little, at times much. */
const travelMs = (world: World): number => {
  const { random } = world;
  if (world.meets('delayed')) return random.between(200, 9_000);
  return random.happens(0.9) ? random.between(0, 4) : random.between(5, 60);
};

export interface EffectOptions {
  /** It cannot fail by itself, as where a connection is no part of it. */
  readonly isSure?: boolean;
  /** What has to be there for it: the database unless told otherwise. */
  readonly via?: Via;
}

const NO_ANSWER_MS = 2_000;

/** A process of a service: everything that it does to the outside goes through `effect`, and there it may die, stand still or fail. */
export class Process implements Owner {
  isAlive = true;
  frozenUntilMs = 0;
  skewMs = 0;
  /** Called when it died: what it held is free again. */
  private readonly ends: (() => void)[] = [];
  /** Called when it stands still, with how long it will. */
  private readonly freezes: ((forMs: number) => void)[] = [];

  readonly world: World;
  readonly service: string;
  /** Which of the service's replicas, from 0. */
  readonly slot: number;
  readonly life: number;

  constructor(world: World, { service, slot, life }: Pick<Process, 'service' | 'slot' | 'life'>) {
    this.world = world;
    this.service = service;
    this.slot = slot;
    this.life = life;
  }

  get name(): string {
    return `${this.service}/${this.slot}.${this.life}`;
  }

  readonly clock = { now: (): Date => new Date(this.world.nowMs + this.skewMs) };

  onEnd(end: () => void): void {
    this.ends.push(end);
  }

  onFreeze(freeze: (forMs: number) => void): void {
    this.freezes.push(freeze);
  }

  standStill(forMs: number): void {
    this.frozenUntilMs = this.world.nowMs + forMs;
    this.world.trouble(this.service);
    for (const freeze of this.freezes) freeze(forMs);
  }

  kill(): void {
    if (!this.isAlive) return;
    this.isAlive = false;
    this.world.trouble(this.service);
    this.note('is killed');
    for (const end of this.ends) end();
  }

  note(what: string): void {
    this.world.note(this.name, what);
  }

  /** Something done to the outside. It leaves, happens, and is answered, at three different times. The process may die before it leaves and
   *  before its answer is here (what has left happens all the same); the connection may fail before and after it happened. Whatever
   *  waits for the answer of a dead process waits for ever. */
  effect<T>(what: string, happen: () => T | Promise<T>, { isSure = false, via = 'database' }: EffectOptions = {}): Promise<T> {
    const { world } = this;
    if (!this.isAlive || this.diesHere(`before ${what}`)) return new Promise(() => undefined);
    if (world.isAway(via)) return this.unanswered(what);
    const failure = !isSure && world.meets('failed') ? world.random.pick(['before', 'after'] as const) : undefined;
    if (failure !== undefined) world.trouble(this.service);
    return new Promise<T>((resolve, reject) => {
      const fail = (): void => reject(new TransientError(`${what}: the connection failed`));
      world.after(travelMs(world), failure === 'before' ? this : undefined, async () => {
        if (failure === 'before') return fail();
        const settle = await settled(happen);
        world.after(travelMs(world), this, () => {
          if (this.diesHere(`after ${what}`)) return;
          if (failure === 'after') fail();
          else settle(resolve, reject);
        });
      });
    });
  }

  private unanswered(what: string): Promise<never> {
    this.world.trouble(this.service);
    return new Promise((_resolve, reject) => {
      this.world.after(NO_ANSWER_MS, this, () => reject(new TransientError(`${what}: no connection`)));
    });
  }

  private diesHere(where: string): boolean {
    const { world } = this;
    if (world.meets('freeze')) {
      this.standStill(world.random.pick([500, 5_000, 25_000, 45_000]));
      this.note(`stands still ${where}`);
    }
    if (!world.meets('crash')) return false;
    this.note(`dies ${where}`);
    this.kill();
    return true;
  }
}

type Settle<T> = (resolve: (value: T) => void, reject: (error: unknown) => void) => void;

const settled = async <T>(happen: () => T | Promise<T>): Promise<Settle<T>> => {
  try {
    const value = await happen();
    return (resolve) => resolve(value);
  } catch (error) {
    return (_resolve, reject) => reject(error);
  }
};
