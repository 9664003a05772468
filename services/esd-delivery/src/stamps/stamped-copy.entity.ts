import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One buyer's copy of a file, or the want of it. Its object lies in the store as long as the state is `made`. */
@Entity('stamped_copies')
@Index('stamped_copies_of_file', ['merchant', 'sku', 'name', 'state'])
@Index('stamped_copies_of_merchant', ['merchant', 'mode', 'state'])
@Check('stamped_copies_state_check', `state = ANY (string_to_array('due made failed removed', ' '))`)
export class StampedCopyEntity {
  @PrimaryColumn('uuid', { name: 'order_id' })
  orderId!: string;

  @PrimaryColumn('smallint', { name: 'entitlement_index' })
  index!: number;

  /** What it is made of: the bytes and the stamp. */
  @PrimaryColumn('text')
  content!: string;

  @Column('text')
  merchant!: string;

  @Column('text')
  sku!: string;

  @Column('text')
  name!: string;

  /** Of its order; empty where a former release wanted it. */
  @Column('text', { default: '' })
  mode!: string;

  @Column('text', { default: 'due' })
  state!: string;

  /** Why it could not be made. */
  @Column('text', { nullable: true })
  code!: string | null;

  /** How often marking it came to no end. */
  @Column('smallint', { name: 'broke_off', default: '0' })
  brokeOff!: number;

  /** How often its making began. */
  @Column('integer', { default: '0' })
  tries!: number;

  @Column('text', { name: 'object_key', nullable: true })
  objectKey!: string | null;

  @Column('bigint', { name: 'size_bytes', nullable: true })
  sizeBytes!: string | null;

  @Column('text', { nullable: true })
  sha256!: string | null;

  @Column('timestamptz', { name: 'changed_at', default: () => 'now()' })
  changedAt!: Date;
}
