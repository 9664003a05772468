import { z } from 'zod';
import { operationAnswerSchema } from '../operations/operation.schema.js';
import { orderAnswerSchema, orderDetailSchema } from '../orders/order-answer.schema.js';
import { orderParameters, plainText } from '../validation/fields.schema.js';

export const approvalParameters = orderParameters.extend({
  approval: z.string().meta({ example: 'apr_01890a5dac96774bbcceb302099a8057' }),
});

export const approvalDecisionSchema = z
  .strictObject({
    decision: z.enum(['approve', 'reject']),
    note: plainText(500).optional().meta({ description: 'Kept with the order until the customer is forgotten, who is not told' }),
  })
  .meta({ id: 'NewApprovalDecision' });

export type ApprovalDecisionBody = z.infer<typeof approvalDecisionSchema>;

const minorUnits = z.int().meta({ description: 'Minor units' });
const time = z.iso.datetime().meta({ example: '2026-11-23T12:00:00.000Z' });

const approval = {
  id: z.string().meta({ example: 'apr_01890a5dac96774bbcceb302099a8057' }),
  order: z.string().meta({ example: 'ord_01890a5dac96774bbcceb302099a8057' }),
  kind: z.literal('refund_approval'),
  status: z
    .enum(['waiting', 'approved', 'rejected', 'expired'])
    .meta({ description: 'Expired: nobody decided in time, and nothing was given back' }),
  obstacle: z.string().nullable().meta({
    description: 'Why it could not be approved now, such as `already_refunded`: it is counted by none who look for what to do',
  }),
  amount: minorUnits,
  currency: z.string(),
  by: z.enum(['items', 'amount']).meta({ description: 'Whether pieces of items or shipping were asked for, or an amount' }),
  lines: z.array(z.strictObject({ line: z.int().min(1), quantity: z.int().min(0), goods: minorUnits, tax: minorUnits })),
  shipping: minorUnits,
  shippingTax: minorUnits,
  reason: z.string().nullable(),
  limit: z.int().meta({ description: 'What people may give back of an order without a second one; minor units' }),
  requestedBy: z
    .string()
    .nullable()
    .meta({ description: 'The person (`usr_…`) or API key (`key_…`) who asked; never approves it' }),
  createdAt: time,
  until: time.meta({ description: 'From then on it can no longer be approved' }),
  resolvedBy: z.string().nullable(),
  resolvedAt: time.nullable(),
  note: z.string().nullable().meta({ description: 'Null, too, once the customer was forgotten' }),
  refund: z.string().nullable().meta({ description: 'The refund that was asked for when it was approved' }),
};

export const approvalSchema = z.strictObject(approval).meta({ id: 'RefundApproval' });

/** The approval, and the order as it stood then. */
export const approvalAnswerSchema = z
  .strictObject({ ...approval, order: orderAnswerSchema })
  .meta({ id: 'RefundApprovalWithOrder' });

/** What a refund is answered that has not come to its end: `kind` tells which of both it is. */
export const refundUnderWaySchema = z.union([operationAnswerSchema, approvalAnswerSchema]).meta({ id: 'RefundUnderWay' });

/** With all of its order, for who decides. */
export const waitingApprovalSchema = z
  .strictObject({ ...approval, order: orderDetailSchema })
  .meta({ id: 'WaitingRefundApproval' });

export const approvalCountSchema = z
  .strictObject({
    waiting: z.int().min(0),
    ofOthers: z.int().min(0).meta({ description: 'Those that somebody else asked for' }),
  })
  .meta({ id: 'RefundApprovalCount' });
