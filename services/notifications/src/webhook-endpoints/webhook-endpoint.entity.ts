import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** Where the events of a merchant's orders are sent to. */
@Entity('webhook_endpoints')
export class WebhookEndpointRecord {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'webhook_endpoints_pkey' })
  id!: string;

  @Column('text')
  merchant!: string;

  @Column('text')
  mode!: string;

  @Column('text')
  url!: string;

  /** Empty: all types. */
  @Column('text', { array: true })
  events!: string[];

  @Column('boolean', { name: 'is_ordered' })
  isOrdered!: boolean;

  @Column('text')
  signature!: 'hmac' | 'ed25519';

  @Column('text')
  description!: string;

  @Column('boolean', { name: 'is_enabled' })
  isEnabled!: boolean;

  /** It answered 410, and is disabled since. */
  @Column('boolean', { name: 'is_gone' })
  isGone!: boolean;

  @Column('bytea', { name: 'sealed_key' })
  sealedKey!: Buffer;

  /** `whpk_…` of ed25519; empty of hmac. */
  @Column('text', { name: 'public_key' })
  publicKey!: string;

  @Column('bytea', { name: 'previous_sealed_key', nullable: true })
  previousSealedKey!: Buffer | null;

  @Column('timestamptz', { name: 'previous_key_until', nullable: true })
  previousKeyUntil!: Date | null;

  /** The command that changed the key last: again, it changes nothing. */
  @Column('uuid', { name: 'key_command', nullable: true })
  keyCommand!: string | null;

  @Column('timestamptz', { name: 'failing_since', nullable: true })
  failingSince!: Date | null;

  /** In a row. */
  @Column('int')
  failures!: number;

  /** How often it was paused in a row. */
  @Column('int')
  openings!: number;

  @Column('timestamptz', { name: 'paused_until', nullable: true })
  pausedUntil!: Date | null;

  /** When something was sent to it last, and what came back: the status of the answer, 0 where there was none, and why there was none. */
  @Column('timestamptz', { name: 'last_try_at', nullable: true })
  lastTryAt!: Date | null;

  @Column('int', { name: 'last_answer_status', default: 0 })
  lastAnswerStatus!: number;

  @Column('text', { name: 'last_problem', default: '' })
  lastProblem!: string;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
