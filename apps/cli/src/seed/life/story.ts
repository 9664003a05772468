import type { RecordedEventOf } from '@tollgate/contracts';
import { invariant } from '@tollgate/errors';
import { fold, type Order } from '@tollgate/order';
import type { OrderKey, PersonalData } from '@tollgate/order-log';
import type { Chance } from '../chance.js';
import type { Plan } from '../plan.js';
import { type Draft, SETTLING_MS } from '../shop/drafts.js';
import { History } from './history.js';

/** What only the holder of the stack's keys can make. */
export interface Secrets {
  /** The keyed name of a value, e.g. of an e-mail address; as gateway-ingress makes it. */
  nameOf(kind: string, value: string): string;
  /** A person's data under a key of the order's own. */
  seal(order: string, person: PersonalData): { readonly sealed: string; readonly orderKey: OrderKey };
}

/** The world that a story takes place in. */
export interface World {
  readonly plan: Plan;
  readonly secrets: Secrets;
}

/** A file that the customer may have. */
export interface Access {
  readonly index: number;
  readonly sizeBytes: number;
  readonly grantedAtMs: number;
  state: 'granted' | 'arrived' | 'revoked';
}

interface Step {
  readonly atMs: number;
  readonly act: (atMs: number) => void;
  /** Happens though the year ends meanwhile. */
  readonly isCertain: boolean;
}

/** What becomes of one order. What is to happen later waits on its agenda, and happens in the order of time. */
export class Story {
  readonly history: History;
  readonly chance: Chance;
  orderKey: OrderKey | undefined;
  /** What the customer may have, and whether it arrived. */
  readonly access: Access[] = [];
  private readonly agenda: Step[] = [];

  constructor(
    readonly draft: Draft,
    readonly world: World,
  ) {
    const { merchant, mode } = world.plan;
    this.chance = draft.chance;
    this.history = new History({ order: draft.id, merchant, mode, chance: draft.chance });
  }

  /** Happens then, unless the year is over. */
  later(atMs: number, act: Step['act']): void {
    this.plan({ atMs, act, isCertain: false });
  }

  /** Happens some seconds after what happens now, at the end of the year as well. */
  soon(atMs: number, act: Step['act']): void {
    this.plan({ atMs, act, isCertain: true });
  }

  /** Everything that was planned, and what comes of it. */
  run(): void {
    const lastMs = this.world.plan.endMs - SETTLING_MS;
    for (let step = this.agenda.shift(); step !== undefined; step = this.agenda.shift())
      if (step.isCertain || step.atMs <= lastMs) step.act(step.atMs);
  }

  /** Whether there was something to fetch, and nothing of it is open any more. */
  get hasEverything(): boolean {
    return this.access.length > 0 && this.access.every(({ state }) => state !== 'granted');
  }

  /** What was ordered. */
  get placed(): RecordedEventOf<'OrderPlaced'> {
    const [placed] = this.history.events;
    invariant(placed?.type === 'OrderPlaced', 'the story begins with the order');
    return placed as RecordedEventOf<'OrderPlaced'>;
  }

  /** The order as its events tell it by now. */
  get order(): Order {
    const order = fold(this.history.events);
    invariant(order !== undefined, 'the story begins with the order');
    return order;
  }

  private plan(step: Step): void {
    const behind = this.agenda.findIndex(({ atMs }) => atMs > step.atMs);
    this.agenda.splice(behind === -1 ? this.agenda.length : behind, 0, step);
  }
}
