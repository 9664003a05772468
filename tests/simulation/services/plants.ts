import type { CardProcessor } from '../../../services/authorization/dist/processors/card-processor.js';
import type { HandleEvent } from '../../../libs/messaging/dist/events/event-dispatcher.js';
import type { DueWork } from '@tollgate/postgres';
import type { BusMessage } from '../fakes/bus.ts';
import type { SimulatedLog } from '../fakes/log.ts';
import type { Process } from '../world/process.ts';

/** The parts of a process between which a planted bug may step: each is handed over as it is, unless a bug puts another in its place. */
export interface Parts {
  readonly log: SimulatedLog;
  readonly message: BusMessage;
  readonly handlers: ReadonlyMap<string, HandleEvent>;
  readonly processor: CardProcessor;
  readonly dueWork: DueWork;
  readonly ingress: unknown;
  readonly settings: unknown;
  readonly mailServer: unknown;
  readonly locks: unknown;
  readonly cards: unknown;
  readonly transfers: unknown;
  readonly links: unknown;
  readonly reversals: unknown;
}

/** What a bug makes of a part of a process. */
export type Plants = { readonly [K in keyof Parts]?: (part: Parts[K], process: Process) => Parts[K] };
