import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A reversal that the acquirer has not acknowledged yet. */
@Entity('open_reversals')
@Index('open_reversals_due', ['dueAt'])
export class OpenReversalEntity {
  @PrimaryColumn('uuid', { name: 'order_id' })
  orderId!: string;

  @Column('bool', { name: 'is_late_approval', default: false })
  isLateApproval!: boolean;

  @Column('int', { default: 0 })
  attempts!: number;

  @Column('timestamptz', { name: 'due_at' })
  dueAt!: Date;
}
