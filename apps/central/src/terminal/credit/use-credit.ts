import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { problemOf } from '../../api/problem.js';
import { leaveUnasked } from '../../leaving/around-navigation.js';
import { noPayment, paymentFaults, paymentOf } from '../card/payment.js';
import { faultAt, faultsIn, isRequired } from '../field-faults.js';
import type { Fault } from '../order-draft.js';
import type { FieldFaults } from '../text-field.js';
import { useFaultText } from '../use-fault-text.js';
import { isUnderWay, usePlaceOrder } from '../use-place-order.js';
import { type CreditDraft, type CreditTerms, creditBody, creditFaults, emptyCredit } from './credit-draft.js';

const faultsShown = (all: readonly Fault[], isSent: boolean, text: (code: string) => string): FieldFaults => ({
  at: (pointer) => {
    const code = faultAt(all, pointer, isSent);
    return code === undefined ? undefined : text(code);
  },
  isRequired: (pointer) => isRequired(all, pointer),
});

/** The question before a credit is sent. That the same one is meant once more is said of one try alone. */
const useQuestion = () => {
  const [isAsking, setAsking] = useState(false);
  const [isMeant, setMeant] = useState(false);
  // When the session ends it is taken back, as the card that it is about goes.
  useEffect(() => () => setAsking(false), []);
  const ask = (isWanted: boolean): void => {
    setMeant(false);
    setAsking(isWanted);
  };
  return { isAsking, ask, isMeant, mean: setMeant };
};

/** A credit on its way: typed in, asked about once more, sent. */
export const useCredit = (terms: CreditTerms, currency: string) => {
  const [draft, setDraft] = useState(emptyCredit(currency));
  const [payment, setTypedPayment] = useState(noPayment);
  const [isSent, setSent] = useState(false);
  const { isAsking, ask, isMeant, mean } = useQuestion();
  // When the session ends the form waits out of sight, without the card.
  useEffect(() => () => setTypedPayment(noPayment), []);
  const [refused, setRefused] = useState<readonly Fault[]>([]);
  const [, go] = useLocation();
  const text = useFaultText();
  const { sending, place, again, giveUp } = usePlaceOrder({
    to: '/credits',
    onPlaced: ({ id }) => {
      setTypedPayment(noPayment);
      leaveUnasked(() => go(`/terminal/${id}`));
    },
    onRefused: (error) => {
      mean(false);
      setRefused(faultsIn(problemOf(error)));
    },
  });
  // What was sent has its card, though the form may have lost it with a session that ended.
  const own = [...creditFaults(draft, terms), ...(isUnderWay(sending) ? [] : paymentFaults(payment, new Date()))];
  const all = [...own, ...refused];
  const touched = (): void => {
    mean(false);
    setRefused([]);
    if (sending.state === 'refused') giveUp();
  };
  const faults = faultsShown(all, isSent, text);
  return {
    draft,
    payment,
    faults,
    sending,
    again,
    isAsking: isAsking || isUnderWay(sending),
    isMeant,
    mean,
    isComplete: !isSent || own.length === 0,
    change: (changed: Partial<CreditDraft>): void => {
      touched();
      setDraft((before) => ({ ...before, ...changed }));
    },
    setPayment: (changed: typeof payment): void => {
      touched();
      setTypedPayment(changed);
    },
    /** Asks once more, where nothing is wrong. */
    ask: (): void => {
      setSent(true);
      ask(own.length === 0);
    },
    /** Back to the form; what was sent and not answered is given up knowingly. */
    leave: (): void => {
      giveUp();
      ask(false);
    },
    give: (): void => {
      void place({ ...creditBody(draft), payment: paymentOf(payment), ...(isMeant ? { allowDuplicate: true } : {}) });
    },
  };
};
