import { Inject, Injectable } from '@nestjs/common';
import { newId } from '@tollgate/crypto';
import { type Clock, DomainError, TransientError } from '@tollgate/errors';
import { type DueWork, queryRows } from '@tollgate/postgres';
import { CLOCK } from '@tollgate/service';
import { DataSource, type EntityManager, IsNull } from 'typeorm';
import { DUE_WORK } from '../operator-mails/due-work.js';
import { UpdateNotice } from './update-notice.entity.js';

/** Due work: by the notice's id. */
export const UPDATE_NOTICE = 'update_notice';

/** A good of a merchant, in one mode: goods are those of both, orders are not. */
export type OfGood = Pick<UpdateNotice, 'merchant' | 'mode' | 'sku'>;

export interface NoticePage {
  /** Empty where this was the last. */
  readonly nextCursor: string;
  readonly looked: number;
  readonly told: number;
}

/** The notices of newer versions. */
@Injectable()
export class UpdateNotices {
  constructor(
    private readonly database: DataSource,
    @Inject(DUE_WORK) private readonly dueWork: DueWork<EntityManager>,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The one that was begun last. */
  async last({ merchant, mode, sku }: OfGood): Promise<UpdateNotice | undefined> {
    const where = { merchant, mode, sku };
    return (await this.database.manager.findOne(UpdateNotice, { where, order: { createdAt: 'DESC' } })) ?? undefined;
  }

  async find(id: string): Promise<UpdateNotice | undefined> {
    return (await this.database.manager.findOneBy(UpdateNotice, { id })) ?? undefined;
  }

  /** Begins one, unless one of the good is under way: that is answered then. Throws DomainError `notice_under_way` where that one tells of other
   *  versions, and TransientError where it ended just now. */
  begin(wanted: OfGood & Pick<UpdateNotice, 'files' | 'actor'>): Promise<UpdateNotice> {
    const { merchant, mode, sku, files, actor } = wanted;
    return this.database.transaction(async (manager) => {
      const values = [newId(), merchant, mode, sku, JSON.stringify(files), actor];
      const [added] = await queryRows<{ id: string }>(manager, insertNotice, values);
      if (added === undefined) {
        const current = await manager.findOneBy(UpdateNotice, { merchant, mode, sku, endedAt: IsNull() });
        if (current === null) throw new TransientError('the notice before it ended just now');
        if (!areSame(current.files, files)) throw new DomainError('notice_under_way', '/sku');
        return current;
      }
      await this.dueWork.schedule({ kind: UPDATE_NOTICE, key: added.id, dueAt: this.clock.now() }, manager);
      return manager.findOneByOrFail(UpdateNotice, { id: added.id });
    });
  }

  /** A page of the good's orders is done; done again after a crash, it counts once. */
  async advance({ id, cursor }: Pick<UpdateNotice, 'id' | 'cursor'>, { nextCursor, looked, told }: NoticePage): Promise<void> {
    await this.database.query(advanceNotice, [id, cursor, nextCursor, looked, told]);
  }
}

const areSame = (one: UpdateNotice['files'], other: UpdateNotice['files']): boolean =>
  one.length === other.length &&
  one.every(({ name, sha256 }) => other.some((file) => file.name === name && file.sha256 === sha256));

const insertNotice = `
  INSERT INTO update_notices (id, merchant_id, mode, sku, files, actor) VALUES ($1, $2, $3, $4, $5, $6)
  ON CONFLICT (merchant_id, mode, sku) WHERE ended_at IS NULL DO NOTHING RETURNING id`;

const advanceNotice = `
  UPDATE update_notices SET cursor = $3::text, looked = looked + $4, told = told + $5, ended_at = CASE WHEN $3::text = '' THEN now() END
  WHERE id = $1 AND cursor = $2 AND ended_at IS NULL`;
