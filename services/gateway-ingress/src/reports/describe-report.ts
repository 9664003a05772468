import { type CustomerFigures, type CustomerGroup, type ReportEvent, type SettlementRow, toPublicId } from '@tollgate/contracts';
import { integersOf } from './describe-figures.js';

/** What went through a processor in one hour, day or month; amounts in minor units. */
export const describeSettlement = (row: SettlementRow) => ({
  currency: row.currency,
  label: row.label,
  begin: row.begin,
  processor: row.processor,
  ...integersOf(row),
});

export const describeCustomerFigures = (figures: CustomerFigures | undefined) => integersOf(figures ?? {});

export const describeGroup = ({ currency, kind, customers, figures }: CustomerGroup) => ({
  currency,
  kind,
  customers: Number(customers),
  ...describeCustomerFigures(figures),
});

/** An event behind a figure, and what it adds to it. */
export const describeReportEvent = ({ id, type, order, reference, occurredAt, ...event }: ReportEvent) => ({
  id: toPublicId('evt', id),
  type,
  order: toPublicId('ord', order),
  reference: reference === '' ? null : reference,
  occurredAt,
  ...integersOf(event),
});
