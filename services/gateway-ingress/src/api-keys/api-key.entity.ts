import { Column, CreateDateColumn, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';

/** Who sells. */
@Entity('merchants')
export class Merchant {
  /** `mer_…` */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'merchants_pkey' })
  id!: string;

  @Column('text')
  name!: string;

  /** IANA: in which the store's days are told. */
  @Column('text', { name: 'time_zone', default: 'UTC' })
  timeZone!: string;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}

/** What a merchant's server shows with each request. The key itself is nowhere: 256 random bits need no slow hash. */
@Entity('api_keys')
export class ApiKey {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'api_keys_pkey' })
  id!: string;

  @ManyToOne(() => Merchant, { nullable: false })
  @JoinColumn({ name: 'merchant_id', foreignKeyConstraintName: 'api_keys_merchant' })
  merchant!: Relation<Merchant>;

  @Column('text')
  mode!: 'test' | 'live';

  /** What the key is found by: the first 16 hexadecimal digits of its SHA-256. */
  @Index('api_keys_lookup', { unique: true })
  @Column('text')
  lookup!: string;

  /** The whole SHA-256, hexadecimal; compared in constant time. */
  @Column('text')
  hash!: string;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  /** What people call it; empty for one that was there from the start. */
  @Column('text', { default: '' })
  name!: string;

  /** What it may do; null for all, as of those that were made before there were scopes, and of one that the installation brings. */
  @Column('text', { array: true, nullable: true })
  scopes!: string[] | null;

  @Column('timestamptz', { name: 'revoked_at', nullable: true })
  revokedAt!: Date | null;
}
