import { Checkbox, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { Link } from 'wouter';
import type { Order } from '../../api/order.js';
import { type ProblemDocument, problemOf } from '../../api/problem.js';
import { useLanguage } from '../../i18n/language-provider.js';
import { brandNames } from '../../ui/card-name.js';
import { ConfirmDialog } from '../../ui/confirm-dialog.js';
import { Notice } from '../../ui/notice.js';
import { Facts } from '../../ui/page.js';
import { brandOf, digitsIn } from '../card/card-number.js';
import { noPayment, type TypedPayment } from '../card/payment.js';
import type { Sending } from '../use-place-order.js';
import { type CreditDraft, shownAmount } from './credit-draft.js';

interface CreditDialogProps {
  readonly draft: CreditDraft;
  readonly payment: TypedPayment;
  readonly sending: Sending;
  readonly isOpen: boolean;
  /** The same credit came before, and is wanted once more. */
  readonly isMeant: boolean;
  readonly onMean: (isMeant: boolean) => void;
  readonly onClose: () => void;
  readonly onGive: () => void;
  readonly onAgain: () => void;
}

/** The order of the same credit that came before; undefined where the credit was refused for something else. */
const earlierIn = ({ code, order }: ProblemDocument): Order | undefined =>
  code === 'duplicate_credit' ? (order as Order | undefined) : undefined;

/** Says once more how much goes to which card, before it does. */
export const CreditDialog = (props: CreditDialogProps) => {
  const { draft, payment, sending, isOpen, isMeant, onMean, onClose, onGive, onAgain } = props;
  const t = useTranslations('credit');
  const { tag } = useLanguage();
  const amount = shownAmount(draft, tag);
  const isUnanswered = sending.state === 'unanswered';
  const error = sending.state === 'refused' || isUnanswered ? sending.error : null;
  const earlier = error === null ? undefined : earlierIn(problemOf(error));
  return (
    <ConfirmDialog
      title={t('confirmTitle')}
      isOpen={isOpen}
      onClose={onClose}
      confirm={isUnanswered ? t('askAgain') : t('give', { amount })}
      {...(isUnanswered ? { cancel: t('giveUp'), isHeld: true } : {})}
      isDangerous
      isDisabled={earlier !== undefined && !isMeant}
      isRunning={sending.state === 'sending'}
      error={earlier === undefined ? error : null}
      onConfirm={isUnanswered ? onAgain : onGive}
    >
      <Text>{t('confirmText')}</Text>
      <WhatIsGiven draft={draft} payment={payment} amount={amount} />
      {isUnanswered ? <Notice tone="warn">{t('unanswered')}</Notice> : null}
      {earlier === undefined ? null : (
        <Notice tone="warn">
          <p>{t('duplicate')}</p>
          <Link href={`/orders/${earlier.id}`}>{t('earlier')}</Link>
          <Checkbox
            mt="xs"
            label={t('isMeant')}
            checked={isMeant}
            onChange={({ currentTarget: { checked } }) => onMean(checked)}
          />
        </Notice>
      )}
    </ConfirmDialog>
  );
};

interface WhatIsGivenProps {
  readonly draft: CreditDraft;
  readonly payment: TypedPayment;
  readonly amount: string;
}

/** A card that was typed in is gone when the session has ended meanwhile. */
const WhatIsGiven = ({ draft: { description, email }, payment, amount }: WhatIsGivenProps) => {
  const t = useTranslations('credit');
  return (
    <Facts
      facts={[
        [t('amount'), <strong key="amount">{amount}</strong>],
        [t('card'), payment === noPayment ? null : <CardOf key="card" payment={payment} />],
        [t('description'), description],
        [t('told'), email.trim() === '' ? t('nobody') : email],
      ]}
    />
  );
};

/** By its last digits, as it is named everywhere. */
const CardOf = ({ payment: { by, number, token } }: { readonly payment: TypedPayment }) => {
  const t = useTranslations('credit');
  const digits = digitsIn(number);
  const brand = brandOf(digits);
  if (by === 'token') return <span className="mono">{token.trim()}</span>;
  return (
    <>{t('cardEnding', { brand: brand === undefined ? t('card') : (brandNames[brand] ?? t('card')), last4: digits.slice(-4) })}</>
  );
};
