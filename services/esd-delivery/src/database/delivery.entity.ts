import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { StampedCopyEntity } from '../stamps/stamped-copy.entity.js';
import { licenseKeyEntities } from './license-key.entity.js';

/** What a merchant sells. */
@Entity('goods')
@Index('goods_newest', ['merchant', 'serial'])
@Check('goods_delivery_check', `delivery in ('pinned', 'latest')`)
export class GoodEntity {
  @PrimaryColumn('text')
  merchant!: string;

  @PrimaryColumn('text')
  sku!: string;

  @Column('text')
  kind!: string;

  @Column('text')
  description!: string;

  /** pinned: links serve the version of their order's moment. latest: the newest one. */
  @Column('text', { default: 'pinned' })
  delivery!: string;

  /** Rises with every new good: lists go newest first by it. */
  @Column({ type: 'bigint', generated: 'identity', generatedIdentity: 'ALWAYS' })
  @Index('goods_serial', { unique: true })
  serial!: string;
}

/** One version of one thing that a good is delivered in. Written once: orders keep the version of their moment, the highest is sold. */
@Entity('good_forms')
export class GoodFormEntity {
  @PrimaryColumn('text')
  merchant!: string;

  @PrimaryColumn('text')
  sku!: string;

  /** Of the thing: its versions have it in common. */
  @PrimaryColumn('text')
  name!: string;

  @PrimaryColumn('int')
  version!: number;

  /** The same where the same thing is offered again; of a file its SHA-256, hexadecimal. */
  @Column('text')
  content!: string;

  /** A `DeliverableForm` as ProtoJSON. */
  @Column('jsonb')
  form!: object;

  @Column('timestamptz', { name: 'added_at', default: () => 'now()' })
  addedAt!: Date;
}

/** How much of an entitlement's file the customer has. Begun at the first request for the file. */
@Entity('entitlements')
@Index('entitlements_to_record', ['coveredAt'], { where: 'covered_at is not null and recorded_at is null' })
export class EntitlementEntity {
  /** `entitlementId(order, index)` */
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'order_id' })
  orderId!: string;

  @Column('smallint', { name: 'entitlement_index' })
  index!: number;

  @Column('smallint')
  generation!: number;

  /** Which complete download is being made, from 0. */
  @Column('smallint', { default: '0' })
  round!: number;

  @Column('bigint', { name: 'size_bytes' })
  sizeBytes!: string;

  /** Which version of the file is being fetched, by its digest; null before the first bytes of it go out. */
  @Column('text', { nullable: true })
  content!: string | null;

  /** The versions of which bytes were sent before that. */
  @Column('text', { array: true, default: () => "'{}'" })
  former!: string[];

  /** The bytes that certainly arrived. */
  @Column('int8multirange', { default: () => "'{}'" })
  covered!: string;

  /** In all, repeated ranges included. */
  @Column('bigint', { name: 'sent_bytes', default: '0' })
  sentBytes!: string;

  /** When the whole file was covered. */
  @Column('timestamptz', { name: 'covered_at', nullable: true })
  coveredAt!: Date | null;

  /** When that was in the order event log. */
  @Column('timestamptz', { name: 'recorded_at', nullable: true })
  recordedAt!: Date | null;
}

/** One request for bytes: while it runs, and after it ended without a sign that they arrived. */
@Entity('transfers')
@Index('transfers_cut', ['entitlementId'], { where: `state = 'cut'` })
@Check('transfers_state_check', `state in ('running', 'broken', 'silent', 'cut')`)
export class TransferEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'entitlement_id' })
  @Index('transfers_of_entitlement')
  entitlementId!: string;

  @Column('smallint')
  generation!: number;

  @Column('bigint', { name: 'first_byte' })
  firstByte!: string;

  /** The first byte that was not asked for. */
  @Column('bigint', { name: 'end_byte' })
  endByte!: string;

  @Column('bigint', { name: 'sent_to' })
  sentTo!: string;

  /** The client's computer has acknowledged everything before this byte for certain. */
  @Column('bigint', { name: 'acknowledged_to', default: '0' })
  acknowledgedTo!: string;

  /** Once it ended: the most that the computer can have acknowledged, as some of it came after the last look. */
  @Column('bigint', { name: 'believed_to', nullable: true })
  believedTo!: string | null;

  /** Where it was to end by the client's plan. */
  @Column('bigint', { name: 'planned_to', nullable: true })
  plannedTo!: string | null;

  /** running, broken, silent, or cut: broken by its client where its plan ended it, and acknowledged up to there */
  @Column('text')
  state!: string;

  /** A running transfer that was not seen for 15 s went down with its replica. */
  @Column('timestamptz', { name: 'seen_at', default: () => 'now()' })
  seenAt!: Date;
}

export const entities = [GoodEntity, GoodFormEntity, EntitlementEntity, TransferEntity, StampedCopyEntity, ...licenseKeyEntities];
