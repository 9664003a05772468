import type { DueWork } from '@tollgate/postgres';
import type { SettingsStore } from '@tollgate/settings';
import type { HandleEvent } from '../../../libs/messaging/dist/events/event-dispatcher.js';
import type { AuthorizeOrderHandler } from '../../../services/authorization/dist/authorize/authorize-order.handler.js';
import type { CardProcessor } from '../../../services/authorization/dist/processors/card-processor.js';
import type { ReversalsHandler } from '../../../services/authorization/dist/reverse/reversals.handler.js';
import type { LinkOpener } from '../../../services/esd-delivery/dist/links/open-link.handler.js';
import type { requestCapture } from '../../../services/gateway-ingress/dist/captures/request-capture.js';
import type { RequestOperation } from '../../../services/gateway-ingress/dist/operations/request-operation.handler.js';
import type { PlaceOrder } from '../../../services/gateway-ingress/dist/placements/place-order.handler.js';
import type { requestRefund } from '../../../services/gateway-ingress/dist/refunds/request-refund.js';
import type { requestVoid } from '../../../services/gateway-ingress/dist/voids/request-void.js';
import type { BusMessage } from '../fakes/bus.ts';
import type { SimulatedGenerations } from '../fakes/generations.ts';
import type { SimulatedLocks } from '../fakes/lease.ts';
import type { SimulatedKeys } from '../fakes/license-keys.ts';
import type { SimulatedLists } from '../fakes/lists.ts';
import type { SimulatedLog } from '../fakes/log.ts';
import type { SimulatedMailServer } from '../fakes/mail-server.ts';
import type { SimulatedRequests } from '../fakes/requests.ts';
import type { SimulatedTransfers } from '../fakes/transfers.ts';
import type { SimulatedWebhooks } from '../fakes/webhooks.ts';
import type { Process } from '../world/process.ts';
import type { System } from './system.ts';

/** What a merchant's requests for an order's money are decided by. */
export interface Decisions {
  readonly capture: typeof requestCapture;
  readonly void: typeof requestVoid;
  readonly refund: typeof requestRefund;
}

/** The parts of a process between which a planted bug may step: each is handed over as it is, unless a bug puts another in its place. */
export interface Parts {
  readonly log: SimulatedLog;
  readonly message: BusMessage;
  readonly handlers: ReadonlyMap<string, HandleEvent>;
  readonly processor: CardProcessor;
  readonly dueWork: DueWork;
  readonly settings: SettingsStore;
  readonly mailServer: ReturnType<SimulatedMailServer['of']>;
  readonly locks: ReturnType<SimulatedLocks['of']>;
  readonly requests: ReturnType<SimulatedRequests['of']>;
  readonly decisions: Decisions;
  readonly orders: PlaceOrder;
  readonly operations: RequestOperation;
  readonly authorizations: AuthorizeOrderHandler;
  readonly reversals: ReversalsHandler;
  readonly transfers: ReturnType<SimulatedTransfers['of']>;
  readonly links: LinkOpener;
  readonly generations: ReturnType<SimulatedGenerations['of']>;
  readonly lists: ReturnType<SimulatedLists['of']>;
  readonly keyStock: ReturnType<SimulatedKeys['of']>;
  readonly webhooks: ReturnType<SimulatedWebhooks['of']>;
}

/** What a bug makes of a part of a process. */
export type Plants = {
  readonly [K in keyof Parts]?: (part: Parts[K], process: Process, system: System) => Parts[K];
};
