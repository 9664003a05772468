import { Injectable } from '@nestjs/common';
import { fromPublicId, newEvent } from '@tollgate/contracts';
import type { RequestContext } from '../http/caller.js';
import { AccessRecord } from './access-record.handler.js';

/** What people do that no other event tells. */
export type OperatorAction =
  | 'good_saved'
  | 'file_uploaded'
  | 'owners_notified'
  | 'license_keys_saved'
  | 'license_keys_added'
  | 'license_keys_removed'
  | 'license_keys_taken_out'
  | 'activation_ended'
  | 'copies_retried'
  | 'card_kept'
  | 'card_forget_asked'
  | 'card_forgotten'
  | 'filter_shared'
  | 'filter_changed'
  | 'filter_removed'
  | 'file_downloaded'
  | 'webhook_endpoint_made'
  | 'webhook_endpoint_changed'
  | 'webhook_endpoint_removed'
  | 'webhook_secret_made';

/** Which: see `OperatorActed`. */
export interface ActedOn {
  readonly on: string;
  /** It happens to this once alone: repeated, it is recorded once. */
  readonly isOnce?: boolean;
  /** The one thing that did it, such as an upload: told again, it is recorded once. */
  readonly by?: string;
}

/** Somebody who does something with several stores. */
export interface StoresActor {
  /** uuid */
  readonly user: string;
  readonly mode: 'test' | 'live';
  readonly requestId: string;
}

interface Acted extends ActedOn {
  readonly action: OperatorAction;
}

/** Records what people do (S21). What changes something is answered only once it is recorded, and a file begins only then: whoever was not answered
 *  asks again, which does and records it again. What cannot be done again, as a card that is forgotten is there no more, is recorded before, too, as
 *  what was asked for. */
@Injectable()
export class OperatorActions {
  constructor(private readonly record: AccessRecord) {}

  /** Nothing where an API key did it. Throws TransientError where the log takes nothing. */
  async note(
    { caller, requestId }: Pick<RequestContext, 'caller' | 'requestId'>,
    action: OperatorAction,
    acted: ActedOn,
  ): Promise<void> {
    const user = fromPublicId('usr', caller.actor);
    if (user === undefined) return;
    await this.noteIn([caller.merchant], { user, mode: caller.mode, requestId }, { action, ...acted });
  }

  /** Of what somebody did with several stores at once: in each of them. Throws as `note` does. */
  async noteIn(
    stores: readonly string[],
    { user, mode, requestId }: StoresActor,
    { action, on, isOnce = false, by }: Acted,
  ): Promise<void> {
    const once = by !== undefined ? `${action} ${by}` : isOnce ? `${action} ${on}` : undefined;
    await this.record.append(stores, { user, requestId, once }, newEvent('OperatorActed', { action, on, mode }));
  }
}
