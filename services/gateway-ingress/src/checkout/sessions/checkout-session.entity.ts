import { Column, CreateDateColumn, Entity, Index, PrimaryColumn } from 'typeorm';
import type { SessionTerms } from './checkout-session.schema.js';

/** A basket that a customer is to pay for on our page. Whether it was paid, and by which order, the log alone says. */
@Entity('checkout_sessions')
export class CheckoutSession {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'checkout_sessions_pkey' })
  id!: string;

  /** `mer_…` */
  @Column('text', { name: 'merchant_id' })
  merchant!: string;

  @Column('text')
  mode!: 'test' | 'live';

  /** The API key (uuid) that made it: who acts when the customer pays, and whose hash signs the way back. */
  @Column('uuid', { name: 'key_id' })
  key!: string;

  /** What is sold, and on which terms: nothing of the customer. */
  @Column('jsonb')
  terms!: SessionTerms;

  /** What the merchant knows of the customer, sealed; null once it is no longer needed. */
  @Column('bytea', { name: 'sealed_customer', nullable: true })
  sealedCustomer!: Buffer | null;

  /** The number of the last try to pay that may have placed an order; 0 before the first. It only rises, and by one, once the order of the try
   *  before it has certainly failed. */
  @Column('integer', { default: 0 })
  attempt!: number;

  @Index('checkout_sessions_by_end', { where: 'sealed_customer IS NOT NULL' })
  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;

  @Column('timestamptz', { name: 'canceled_at', nullable: true })
  canceledAt!: Date | null;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
