import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A data key, wrapped by the vault key. */
@Entity('data_keys')
export class DataKeyEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text', { name: 'wrapped_by' })
  wrappedBy!: string;

  @Column('bytea')
  wrapped!: Buffer;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}

/** A card as the merchant's customer gave it, but the CVC: that one never touches a disk. */
@Entity('cards')
export class CardEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  merchant!: string;

  @Column('uuid', { name: 'order_id' })
  orderId!: string;

  @Column('uuid', { name: 'key_id' })
  keyId!: string;

  @Column('bytea')
  box!: Buffer;

  @Column('bool', { name: 'has_cvc' })
  hasCvc!: boolean;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}

/** A reversal that the acquirer has not acknowledged yet. */
@Entity('open_reversals')
@Index('open_reversals_due', ['dueAt'])
export class OpenReversalEntity {
  @PrimaryColumn('uuid', { name: 'order_id' })
  orderId!: string;

  @Column('bool', { name: 'is_late_approval', default: false })
  isLateApproval!: boolean;

  @Column('int', { default: 0 })
  attempts!: number;

  @Column('timestamptz', { name: 'due_at' })
  dueAt!: Date;
}
