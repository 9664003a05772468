import { CustomerGroupSchema, create, ReportEventSchema, SettlementRowSchema } from '@tollgate/contracts';
import { describeGroup, describeReportEvent, describeSettlement } from './describe-report.js';

describe('a report is told in integers', () => {
  it('of what a processor owes', () => {
    const row = {
      currency: 'USD',
      label: '2026-11-23',
      begin: 'b',
      processor: 'stripe',
      captures: 2n,
      captured: 700n,
      net: 700n,
    };
    expect(describeSettlement(create(SettlementRowSchema, row))).toEqual({
      ...row,
      captures: 2,
      captured: 700,
      refunds: 0,
      refunded: 0,
      net: 700,
    });
  });

  it('of new customers and others', () =>
    expect(
      describeGroup(create(CustomerGroupSchema, { currency: 'USD', kind: 'new', customers: 3n, figures: { net: -5n } })),
    ).toEqual({
      currency: 'USD',
      kind: 'new',
      customers: 3,
      orders: 0,
      captured: 0,
      refunds: 0,
      refunded: 0,
      net: -5,
    }));

  it('and an event behind a figure leads to its order', () => {
    const [id, order] = ['01890a5d-ac96-7000-8000-0000000000e1', '01890a5d-ac96-7000-8000-0000000000c1'];
    const event = create(ReportEventSchema, { id, order, type: 'PaymentRefunded', occurredAt: 't', amount: -120n });
    expect(describeReportEvent(event)).toEqual({
      id: 'evt_01890a5dac96700080000000000000e1',
      type: 'PaymentRefunded',
      order: 'ord_01890a5dac96700080000000000000c1',
      reference: null,
      occurredAt: 't',
      amount: -120,
    });
  });
});
