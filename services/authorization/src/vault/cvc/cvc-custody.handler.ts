import { publicKeyFrom, SealingSender } from '@tollgate/crypto';
import { type Clock, TransientError } from '@tollgate/errors';
import { cardOfToken, cardTokenOf } from '../card-token.js';
import type { CardsInUse } from '../cards-in-use.store.js';
import type { SealingKeys } from '../keys/sealing-keys.store.js';
import { mayHaveCvc, type StoredCard } from '../stored-card.js';
import type { AskReplica, CvcAnswer, CvcRequest } from './cvc.client.js';
import type { CvcCache } from './cvc-cache.store.js';

/** A CVC moves once or twice at most: when a message comes again, and another replica gets it. */
const MAX_MOVES = 5;
/** More than there are replicas. */
const MAX_SENDERS = 64;

export interface CvcCustodyParts {
  /** This replica's name. */
  readonly replica: string;
  readonly cache: CvcCache;
  readonly inUse: CardsInUse;
  readonly askReplica: AskReplica;
  readonly sealingKeys: SealingKeys;
  readonly clock: Clock;
}

const nothing: CvcAnswer = { sealed: '', remainingMs: 0, movedTo: '' };

/** Who has a card's CVC. One replica answers for it: the one that took the card, until another that needs it takes
 *  it over. It moves in two steps, offer and receipt, so that an answer lost on its way loses no CVC. */
export class CvcCustody {
  private readonly senders = new Map<string, SealingSender>();

  constructor(private readonly parts: CvcCustodyParts) {}

  /** The card's CVC, at this replica from now on; undefined when there is none (any more). Throws TransientError
   *  when a replica that may have it cannot give it now. */
  async find(card: StoredCard): Promise<string | undefined> {
    const { cache, clock } = this.parts;
    if (cache.offeredTo(card.id) !== undefined) throw new TransientError('the CVC is on its way to another replica');
    const held = cache.get(card.id);
    if (held !== undefined) return held.cvc;
    return mayHaveCvc(card, clock.now().getTime()) ? this.fetch(card) : undefined;
  }

  /** Hands the CVC to the replica that asks for it, or says where it is. Throws TransientError while it is in use,
   *  or on its way to a third one. */
  handOver({ token, replica, publicKey, isReceived }: CvcRequest): CvcAnswer {
    const { cache, inUse } = this.parts;
    const id = cardOfToken(token);
    if (id === undefined) return nothing;
    if (inUse.isInUse(id)) throw new TransientError('the card is in use');
    if (isReceived) {
      cache.moved(id, replica);
      return nothing;
    }
    const offeredTo = cache.offeredTo(id);
    if (offeredTo !== undefined && offeredTo !== replica) throw new TransientError('the CVC is on its way to another replica');
    const held = cache.get(id);
    if (held === undefined) return { ...nothing, movedTo: cache.movedTo(id) ?? '' };
    const sealed = this.senderTo(publicKey).seal(Buffer.from(held.cvc), token);
    cache.offer(id, replica);
    return { sealed, remainingMs: Math.floor(held.remainingMs), movedTo: '' };
  }

  private async fetch(card: StoredCard): Promise<string | undefined> {
    const { cache, replica, askReplica, sealingKeys } = this.parts;
    const { id: keyId, publicKey } = sealingKeys.current;
    const request = { token: cardTokenOf(card.id), replica, publicKey, isReceived: false };
    let holder = card.cvcHolder === replica ? cache.movedTo(card.id) : card.cvcHolder;
    for (let moves = 0; holder !== undefined && moves < MAX_MOVES; moves += 1) {
      const answer = await askReplica(holder, request);
      if (answer === undefined) return undefined;
      if (answer.sealed !== '') {
        const cvc = sealingKeys.unseal(keyId, answer.sealed, request.token).toString();
        cache.keep(card, cvc, answer.remainingMs);
        // Not waited for: until it is there, the other replica keeps the CVC for this one, for seconds.
        askReplica(holder, { ...request, isReceived: true }).catch(() => undefined);
        return cvc;
      }
      holder = answer.movedTo === replica ? cache.movedTo(card.id) : answer.movedTo || undefined;
    }
    return undefined;
  }

  private senderTo(publicKey: string): SealingSender {
    const known = this.senders.get(publicKey);
    if (known !== undefined) return known;
    const sender = new SealingSender(publicKeyFrom(Buffer.from(publicKey, 'base64')), this.parts.clock);
    const [oldest] = this.senders.keys();
    if (this.senders.size >= MAX_SENDERS && oldest !== undefined) this.senders.delete(oldest);
    this.senders.set(publicKey, sender);
    return sender;
  }
}
