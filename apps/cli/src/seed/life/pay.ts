import { newEvent, type RecordedEvent } from '@tollgate/contracts';
import type { Money } from '@tollgate/money';
import { type Chance, Weighted } from '../chance.js';
import { referenceOf } from './acquirer-reference.js';
import { grant } from './deliver.js';
import { allDeliverables } from './deliverables.js';
import { holdAmount } from './hold.js';
import { sendMail } from './mail.js';
import { planRefund } from './refund.js';
import type { Story } from './story.js';

const DAY_MS = 86_400_000;
const AUTHORIZATION_DAYS = 7;
const DECLINED = 0.04;
const UNKNOWN = 0.0015;
const NO_ANSWER_MS = 6_000;

interface Decline {
  readonly code: string;
  readonly networkCode: string;
  readonly weight: number;
}

// biome-ignore format: a table reads better as one
const declines = new Weighted<Decline>(
  [
    { code: 'do_not_honor', networkCode: '05', weight: 44 }, { code: 'insufficient_funds', networkCode: '51', weight: 31 },
    { code: 'expired_card', networkCode: '54', weight: 8 }, { code: 'incorrect_cvc', networkCode: 'N7', weight: 8 },
    { code: 'not_permitted', networkCode: '57', weight: 4 }, { code: 'frequency_limit_exceeded', networkCode: '65', weight: 3 },
    { code: 'lost_card', networkCode: '41', weight: 1 }, { code: 'stolen_card', networkCode: '43', weight: 1 },
  ],
  ({ weight }) => weight,
);
const avsLetters = new Weighted(
  [
    ['Y', 80],
    ['A', 6],
    ['Z', 6],
    ['N', 3],
    ['U', 5],
  ] as const,
  ([, weight]) => weight,
);
const codeLetters = 'ABCDEFGHJKLMNPQRSTUVWXYZ0123456789';

/** What made an order payable, and when. */
export interface Payable {
  readonly accepted: RecordedEvent;
  readonly total: Money;
  readonly atMs: number;
}

/** What costs nothing asks nobody; else the issuer is asked. */
export const pay = (story: Story, payable: Payable): void =>
  payable.total.minor === 0n ? payNothing(story, payable) : authorize(story, payable);

const authorize = (story: Story, { accepted, total: amount, atMs }: Payable): void => {
  const { history, chance } = story;
  const { data: placed, header } = story.placed;
  const operation = header.id;
  const askedAtMs = atMs + chance.between(4, 20);
  const asked = {
    operation,
    amount,
    processor: 'iso8583',
    reference: referenceOf(chance, askedAtMs),
    isSale: placed.type === 'sale',
  };
  history.add(newEvent('AuthorizationRequested', asked), { atMs: askedAtMs, cause: accepted });
  const drawn = chance.fraction();
  const answered = { atMs: askedAtMs + chance.between(25, 900), cause: accepted };
  if (drawn < UNKNOWN) reverse(story, { operation, accepted, atMs: askedAtMs + NO_ANSWER_MS });
  else if (drawn < UNKNOWN + DECLINED) history.add(newEvent('PaymentDeclined', { operation, ...declineOf(chance) }), answered);
  else approve(story, { accepted, total: amount, atMs: answered.atMs });
};

/** A sale is captured with its authorization, a preauth is held. */
const approve = (story: Story, { accepted, total: amount, atMs }: Payable): void => {
  const { history, chance } = story;
  const { data: placed, header } = story.placed;
  const isSale = placed.type === 'sale';
  const expiresAtMs = atMs + AUTHORIZATION_DAYS * DAY_MS;
  const said = { authorizationCode: authorizationCodeOf(chance), ...checksOf(chance), networkCode: '00' };
  const expiresAt = isSale ? '' : new Date(expiresAtMs).toISOString();
  const answered = { atMs, cause: accepted };
  const authorized = history.add(newEvent('PaymentAuthorized', { operation: header.id, amount, ...said, expiresAt }), answered);
  if (isSale) {
    captureSale(story, { accepted, total: amount, atMs });
    planRefund(story, atMs);
  } else holdAmount(story, { authorized, authorizedAtMs: atMs, expiresAtMs });
};

const payNothing = (story: Story, { accepted, total: amount, atMs }: Payable): void => {
  const paid = { atMs: atMs + story.chance.between(4, 20), cause: accepted };
  story.history.add(newEvent('PaymentAuthorized', { operation: story.placed.header.id, amount }), paid);
  captureSale(story, { accepted, total: amount, atMs: paid.atMs });
};

/** The goods are granted, and the customer is told. A sale's capture is its own operation. */
const captureSale = (story: Story, { accepted, total: amount, atMs }: Payable): void => {
  const { data: placed, header } = story.placed;
  const taken = { operation: header.id, amount, isSale: true, isFinal: true, deliverables: allDeliverables(placed.lines) };
  const captured = story.history.add(newEvent('PaymentCaptured', taken), { atMs, cause: accepted });
  const granted = grant(story, captured, atMs);
  sendMail(story, { kind: 'receipt', operation: captured.header.id, cause: granted ?? captured, atMs });
};

const declineOf = (chance: Chance) => {
  const { code, networkCode } = declines.pick(chance);
  const { avs, cvc } = checksOf(chance);
  return { code, networkCode, avs, cvc: code === 'incorrect_cvc' ? 'N' : cvc };
};

const checksOf = (chance: Chance) => ({ avs: avsLetters.pick(chance)[0], cvc: chance.happens(0.95) ? 'M' : 'U' });

const authorizationCodeOf = (chance: Chance): string =>
  Array.from({ length: 6 }, () => codeLetters[chance.below(codeLetters.length)]).join('');

interface Reversal {
  readonly operation: string;
  readonly accepted: RecordedEvent;
  readonly atMs: number;
}

/** Nobody answered in time: it is undone. */
const reverse = ({ history, chance }: Story, { operation, accepted, atMs }: Reversal): void => {
  const unknown = newEvent('AuthorizationUnknown', { operation, cause: 'no_answer' });
  const cause = history.add(unknown, { atMs, cause: accepted });
  const doneAtMs = atMs + chance.between(40, 1_500);
  const reversed = { operation, reference: referenceOf(chance, doneAtMs), attempts: 1 };
  history.add(newEvent('AuthorizationReversed', reversed), { atMs: doneAtMs, cause });
};
