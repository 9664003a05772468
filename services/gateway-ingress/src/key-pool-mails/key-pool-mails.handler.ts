import { Injectable } from '@nestjs/common';
import { derivedId } from '@tollgate/crypto';
import { ApprovalPeople } from '../approval-mails/approval-people.repository.js';
import { OperatorMails } from '../operator-mails/operator-mails.client.js';

/** A pool of license keys that is low, or empty. */
export interface LowKeyPool {
  /** uuid: of this time that it was. */
  readonly id: string;
  readonly merchant: string;
  readonly mode: 'test' | 'live';
  readonly sku: string;
  /** 0: none. */
  readonly left: number;
  /** RFC 3339 */
  readonly at: string;
}

const GOOD_FOR_MS = 72 * 3_600_000;

/** Writes to those who may fill a pool of license keys. Asked again it asks for the same mails under the same ids, each of which goes out once. */
@Injectable()
export class KeyPoolMails {
  constructor(
    private readonly people: ApprovalPeople,
    private readonly mails: OperatorMails,
  ) {}

  /** Resolves once all are owed. Throws TransientError where notifications does not answer. */
  async tell({ id, merchant, mode, sku, left, at }: LowKeyPool): Promise<void> {
    const until = new Date(Date.parse(at) + GOOD_FOR_MS).toISOString();
    const path = `${merchant}/${mode}/goods`;
    for (const { user, email, language, store } of await this.people.keepersOfGoods(merchant)) {
      const mail = derivedId('key pool mail', id, user);
      await this.mails.send({ id: mail, kind: 'key_pool', email, language, path, until, store, pool: { at, sku, left, mode } });
    }
  }
}
