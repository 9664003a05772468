import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** How far a generation of the read models has come in the log. */
@Entity('progress')
@Check('progress_state', `state in ('live', 'building')`)
@Index('progress_one_of_each', ['state'], { unique: true })
export class Progress {
  @PrimaryColumn('int', { primaryKeyConstraintName: 'progress_pk' })
  generation!: number;

  @Column('text')
  state!: 'live' | 'building';

  @Column('text', { default: '' })
  cursor!: string;

  @Column('bigint', { name: 'applied_position', default: 0 })
  appliedPosition!: string;

  @Column('bigint', { name: 'applied_events', default: 0 })
  appliedEvents!: string;

  @Column('timestamptz', { name: 'begun_at', default: () => 'now()' })
  begunAt!: Date;

  @Column('timestamptz', { name: 'applied_at', default: () => 'now()' })
  appliedAt!: Date;
}

@Entity('orders_by_generation')
@Index('orders_newest', ['generation', 'merchant', 'mode', 'orderId'])
@Index('orders_by_status', ['generation', 'merchant', 'mode', 'status', 'orderId'], {
  where: `status <> 'approved'`,
})
export class OrderByGeneration {
  @PrimaryColumn('int', { primaryKeyConstraintName: 'orders_by_generation_pk' })
  generation!: number;

  @PrimaryColumn('uuid', { name: 'order_id', primaryKeyConstraintName: 'orders_by_generation_pk' })
  orderId!: string;

  @Column('text')
  merchant!: string;

  @Column('text')
  mode!: string;

  @Column('text')
  type!: string;

  @Column('text')
  status!: string;

  @Column('text')
  currency!: string;

  @Column('bigint', { name: 'total_minor', nullable: true })
  totalMinor!: string | null;

  @Column('bigint', { name: 'captured_minor' })
  capturedMinor!: string;

  @Column('timestamptz', { name: 'placed_at' })
  placedAt!: Date;

  @Column('timestamptz', { name: 'captured_at', nullable: true })
  capturedAt!: Date | null;

  @Column('jsonb')
  versions!: Readonly<Record<string, number>>;
}

@Entity('sales_by_generation')
export class SalesByGeneration {
  @PrimaryColumn('int', { primaryKeyConstraintName: 'sales_by_generation_pk' })
  generation!: number;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'sales_by_generation_pk' })
  merchant!: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'sales_by_generation_pk' })
  mode!: string;

  @PrimaryColumn('date', { primaryKeyConstraintName: 'sales_by_generation_pk' })
  day!: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'sales_by_generation_pk' })
  currency!: string;

  @Column('int', { name: 'order_count' })
  orderCount!: number;

  @Column('bigint', { name: 'captured_minor' })
  capturedMinor!: string;

  @Column('bigint', { name: 'tax_minor' })
  taxMinor!: string;

  @Column('bigint', { name: 'shipping_minor' })
  shippingMinor!: string;
}

export const entities = [Progress, OrderByGeneration, SalesByGeneration];
