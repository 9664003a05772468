import { Column, CreateDateColumn, Entity, Index, PrimaryColumn } from 'typeorm';

/** A version of a file as it is kept. */
export interface KeptFile {
  readonly name: string;
  readonly sha256: string;
  /** 0 where each buyer's copy has one of its own. */
  readonly size: number;
  readonly version: number;
}

/** A merchant's wish that all who own an older version of a good hear of the newest: what of it is done. */
@Entity('update_notices')
@Index('update_notices_under_way', ['merchant', 'mode', 'sku'], { unique: true, where: 'ended_at is null' })
export class UpdateNotice {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text', { name: 'merchant_id' })
  merchant!: string;

  @Column('text')
  mode!: 'test' | 'live';

  @Column('text')
  sku!: string;

  @Column('jsonb')
  files!: readonly KeptFile[];

  /** The API key or person who wished it. */
  @Column('text')
  actor!: string;

  /** Where the next page of the good's orders begins. */
  @Column('text', { default: '' })
  cursor!: string;

  /** Orders that were looked at. */
  @Column('int', { default: 0 })
  looked!: number;

  /** Those of them whose customers get a mail. */
  @Column('int', { default: 0 })
  told!: number;

  @CreateDateColumn({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt!: Date | null;
}
