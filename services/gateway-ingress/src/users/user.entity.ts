import { Column, CreateDateColumn, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Merchant } from '../api-keys/api-key.entity.js';
import type { Role } from '../roles/roles.data.js';
import type { Language } from './languages.data.js';

/** Somebody who works with Central. */
@Entity('users')
export class UserRecord {
  @PrimaryColumn('uuid')
  id!: string;

  /** In its normal form; nobody else's. */
  @Column('text')
  email!: string;

  @Column('text')
  name!: string;

  @Column('text')
  language!: Language;

  /** PHC string. */
  @Column('text', { name: 'password_hash' })
  passwordHash!: string;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'password_changed_at', default: () => 'now()' })
  passwordChangedAt!: Date;
}

/** That somebody works for a store, and as what. */
@Entity('memberships')
export class MembershipRecord {
  @PrimaryColumn('uuid', { name: 'user_id' })
  userId!: string;

  @PrimaryColumn('text', { name: 'merchant_id' })
  merchantId!: string;

  @ManyToOne(() => UserRecord, { nullable: false })
  @JoinColumn({ name: 'user_id' })
  user!: Relation<UserRecord>;

  @ManyToOne(() => Merchant, { nullable: false })
  @JoinColumn({ name: 'merchant_id' })
  merchant!: Relation<Merchant>;

  @Column('text')
  role!: Role;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  joinedAt!: Date;
}
