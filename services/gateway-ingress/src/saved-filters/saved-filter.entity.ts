import { Column, CreateDateColumn, Entity, Index, PrimaryColumn } from 'typeorm';
import type { SavedQuery } from './saved-filter.schema.js';

/** A search for orders that somebody keeps under a name. It goes with whoever made it. */
@Entity('saved_filters')
@Index('saved_filters_name', ['merchant', 'user', 'name'], { unique: true })
export class SavedFilter {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'saved_filters_pkey' })
  id!: string;

  /** `mer_…` */
  @Column('text', { name: 'merchant_id' })
  merchant!: string;

  @Column('uuid', { name: 'user_id' })
  user!: string;

  @Column('text')
  name!: string;

  /** Names no customer: whoever is forgotten stands in none. */
  @Column('jsonb')
  query!: SavedQuery;

  /** Everybody in the store sees it. */
  @Column('boolean', { name: 'is_shared' })
  isShared!: boolean;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
