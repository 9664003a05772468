import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What kind of license keys a good is sold with. */
@Entity('license_key_sources')
@Check('license_key_sources_kind_check', `kind = any (string_to_array('pool pattern signed', ' '))`)
export class LicenseKeySourceEntity {
  @PrimaryColumn('text')
  merchant!: string;

  @PrimaryColumn('text')
  sku!: string;

  @Column('text')
  kind!: string;

  /** Empty but for the kind `pattern`. */
  @Column('text')
  pattern!: string;

  /** On how many devices a key may be activated; 0: on any number. */
  @Column('int')
  activations!: number;

  /** With so many keys left a pool is low; 0: it never is. */
  @Column('int', { name: 'low_mark' })
  lowMark!: number;
}

/** Since when a pool is low, and empty, so that each is said once. */
@Entity('license_key_pools')
export class LicenseKeyPoolEntity {
  @PrimaryColumn('text')
  merchant!: string;

  @PrimaryColumn('text')
  mode!: string;

  @PrimaryColumn('text')
  sku!: string;

  @Column('timestamptz', { name: 'low_since', nullable: true })
  lowSince!: Date | null;

  @Column('timestamptz', { name: 'empty_since', nullable: true })
  emptySince!: Date | null;
}

/** What a good's signed keys are signed with, in each mode. */
@Entity('license_signing_keys')
export class LicenseSigningKeyEntity {
  @PrimaryColumn('text')
  merchant!: string;

  @PrimaryColumn('text')
  mode!: string;

  @PrimaryColumn('text')
  sku!: string;

  @Column('text', { name: 'sealed_seed' })
  sealedSeed!: string;

  @Column('text', { name: 'public_key' })
  publicKey!: string;
}

/** One license key, and which piece of which order it belongs to. */
@Entity('license_keys')
@Index('license_keys_name', ['merchant', 'mode', 'name'], { unique: true })
@Index('license_keys_piece', ['orderId', 'line', 'piece'], { unique: true })
@Index('license_keys_free', ['merchant', 'mode', 'sku', 'serial'], { where: `state = 'free'` })
@Index('license_keys_counts', ['merchant', 'mode', 'sku', 'state'])
@Index('license_keys_to_look_at', ['lookAt'], { where: 'look_at is not null' })
@Check('license_keys_state_check', `state in ('free', 'reserved', 'issued', 'revoked')`)
@Check('license_keys_order_check', `(state = 'free') = (order_id is null)`)
export class LicenseKeyEntity {
  @PrimaryColumn('uuid')
  id!: string;

  /** Keys of a pool are given out in the order in which they came. */
  @Column({ type: 'bigint', generated: 'identity', generatedIdentity: 'ALWAYS' })
  serial!: string;

  @Column('text')
  merchant!: string;

  @Column('text')
  mode!: string;

  @Column('text')
  sku!: string;

  /** pool, pattern or signed */
  @Column('text')
  kind!: string;

  /** The key's HMAC. */
  @Column('text')
  name!: string;

  @Column('text')
  sealed!: string;

  /** free; reserved: of an order, and nobody was told it yet; issued; revoked: never given out again */
  @Column('text', { default: 'free' })
  state!: string;

  @Column('int', { default: '0' })
  activations!: number;

  @Column('uuid', { name: 'order_id', nullable: true })
  orderId!: string | null;

  @Column('int', { nullable: true })
  line!: number | null;

  /** From 0 within the line. */
  @Column('int', { nullable: true })
  piece!: number | null;

  @Column('timestamptz', { name: 'reserved_at', nullable: true })
  reservedAt!: Date | null;

  /** When the log is asked next what became of its order. */
  @Column('timestamptz', { name: 'look_at', nullable: true })
  lookAt!: Date | null;

  @Column('int', { default: '0' })
  looks!: number;
}

/** A device that a key is activated on. */
@Entity('license_key_activations')
export class LicenseKeyActivationEntity {
  @PrimaryColumn('uuid', { name: 'key_id' })
  keyId!: string;

  /** The device's HMAC. */
  @PrimaryColumn('text')
  device!: string;

  @Column('timestamptz', { name: 'activated_at', default: () => 'now()' })
  activatedAt!: Date;
}

export const licenseKeyEntities = [
  LicenseKeySourceEntity,
  LicenseKeyPoolEntity,
  LicenseSigningKeyEntity,
  LicenseKeyEntity,
  LicenseKeyActivationEntity,
];
