import { fill } from '../mails/fill.js';
import { plainLine } from '../mails/plain-line.js';
import { approvalWordsOf } from './approval-words.data.js';
import type { OperatorLanguage } from './operator-words.data.js';

/** A refund that waits, or waited, for a second person. */
export interface MailedApproval {
  /** RFC 3339: when it was asked for, or decided. */
  readonly at: string;
  /** With its currency, as people read it. */
  readonly amount: string;
  /** The order's public id. */
  readonly order: string;
  /** The name of who asked for it, or decided; empty for an API key. */
  readonly person: string;
  /** Empty while it waits. */
  readonly decision: 'approve' | 'reject' | '';
  readonly mode: 'test' | 'live';
}

interface ReadBy {
  readonly language: OperatorLanguage;
  readonly store: string;
  /** Until when it can be approved, as its reader reads times. */
  readonly until: string;
}

const outcomeOf = { '': 'waiting', approve: 'approved', reject: 'rejected' } as const;

/** What people are told of a refund that wants a second person: those who may approve it that it waits, and who asked for it what was decided. */
export const approvalParts = ({ amount, order, person, decision, mode }: MailedApproval, { language, store, until }: ReadBy) => {
  const words = approvalWordsOf[language];
  const { title, says, button, last } = words[outcomeOf[decision]];
  const named = fill(title, { store });
  return {
    title: mode === 'test' ? `${named} (${words.test})` : named,
    says: fill(says, { person: plainLine(person) || words.apiKey, amount, order, store }),
    button,
    until: decision === '' ? fill(words.until, { until }) : '',
    last: fill(last, { store }),
  };
};
