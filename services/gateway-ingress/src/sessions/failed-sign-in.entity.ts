import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What was wrong. */
export type FailedStep = 'password' | 'second_factor';

/** Somebody could not sign in to an account, from an address, in a minute. */
@Entity('failed_sign_ins')
export class FailedSignIn {
  @PrimaryColumn('uuid', { name: 'user_id' })
  user!: string;

  @PrimaryColumn('text')
  address!: string;

  /** To the minute. */
  @PrimaryColumn('timestamptz')
  at!: Date;

  @Column('text', { name: 'user_agent' })
  userAgent!: string;

  @Column('text')
  step!: FailedStep;
}
