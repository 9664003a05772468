import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** That somebody wants to be known by another e-mail address, or was made to be. */
@Entity('email_changes')
export class EmailChange {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'email_changes_pkey' })
  id!: string;

  @Index('email_changes_by_user')
  @Column('uuid', { name: 'user_id' })
  user!: string;

  /** The one that asked: it stays when the others end. */
  @Column('uuid', { name: 'session_id' })
  session!: string;

  /** Both in their normal form. */
  @Column('text', { name: 'old_email' })
  oldEmail!: string;

  @Column('text', { name: 'new_email' })
  newEmail!: string;

  /** Of the link to the new address; null before its mail is written. */
  @Index('email_changes_confirm', { unique: true })
  @Column('text', { name: 'confirm_hash', nullable: true })
  confirmHash!: string | null;

  /** Of the link to the old one. */
  @Index('email_changes_stop', { unique: true })
  @Column('text', { name: 'stop_hash', nullable: true })
  stopHash!: string | null;

  /** From then on it cannot be confirmed. */
  @Column('timestamptz', { name: 'ends_at' })
  endsAt!: Date;

  /** Until then it can be stopped, also once it took effect. */
  @Index('email_changes_by_end')
  @Column('timestamptz', { name: 'stop_ends_at' })
  stopEndsAt!: Date;

  @Column('timestamptz', { name: 'confirmed_at', nullable: true })
  confirmedAt!: Date | null;
}
