import { z } from 'zod';
import { showMoney } from '../mails/show.js';
import { isMailAddress } from '../smtp/mail-address.js';
import { operatorMailKinds } from './operator-letter.js';
import { type OperatorLanguage, operatorChanges, operatorWordsOf } from './operator-words.data.js';

const day = z.iso.date();
const report = z.object({
  dueAt: z.iso.datetime(),
  file: z.object({
    merchant: z.string(),
    mode: z.enum(['test', 'live']),
    format: z.string(),
    from: day,
    to: day,
    timeZone: z.string(),
    currency: z.string(),
    report: z.string().default(''),
    language: z.string().default(''),
  }),
  problem: z.string().regex(/^[a-z_]*$/),
});

const approval = z.object({
  at: z.iso.datetime(),
  amount: z.object({ minor: z.bigint(), currency: z.string().regex(/^[A-Z]{3}$/) }).transform(showMoney),
  order: z.string().regex(/^ord_\w+$/),
  person: z.string().max(200),
  decision: z.enum(['approve', 'reject', '']),
  mode: z.enum(['test', 'live']),
});

const limits = z.object({
  at: z.iso.datetime(),
  area: z.enum(['refunds', 'credits']),
  person: z.string().max(200),
  mode: z.enum(['test', 'live']),
});

const pool = z.object({
  at: z.iso.datetime(),
  sku: z.string().min(1).max(200),
  left: z.int().min(0),
  mode: z.enum(['test', 'live']),
});

/** A request for a mail. */
export const operatorMailSchema = z
  .object({
    id: z.uuid(),
    kind: z.enum(operatorMailKinds),
    email: z.string().refine(isMailAddress),
    language: z.enum(Object.keys(operatorWordsOf) as [OperatorLanguage, ...OperatorLanguage[]]),
    link: z.url({ protocol: /^https$/ }),
    until: z.iso.datetime(),
    store: z.string().max(200),
    inviter: z.string().max(200),
    change: z.enum(operatorChanges).or(z.literal('').transform(() => 'password_changed' as const)),
    report: report.optional(),
    approval: approval.optional(),
    limits: limits.optional(),
    pool: pool.optional(),
  })
  .refine(({ kind, pool }) => (kind === 'key_pool') === (pool !== undefined))
  .refine(({ kind, limits }) => (kind === 'limits_changed') === (limits !== undefined))
  .refine(({ kind, report }) => (kind === 'report') === (report !== undefined))
  .refine(({ kind, approval }) => (kind === 'refund_to_approve') === (approval?.decision === ''))
  .refine(({ kind, approval }) => (kind === 'refund_decided') === (approval !== undefined && approval.decision !== ''));
