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

/** A credit on its way: typed in, asked about once more, sent. */
export const useCredit = (terms: CreditTerms, currency: string) => {
  const [draft, setDraft] = useState(emptyCredit(currency));
  const [payment, setTypedPayment] = useState(noPayment);
  const [isSent, setSent] = useState(false);
  const [isAsking, setAsking] = useState(false);
  /** Said of this try alone: the next one is asked about again. */
  const [isMeant, setMeant] = useState(false);
  // When the session ends the form waits out of sight, without the card.
  useEffect(
    () => () => {
      setTypedPayment(noPayment);
      setAsking(false);
    },
    [],
  );
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
      setMeant(false);
      setRefused(faultsIn(problemOf(error)));
    },
  });
  // What was sent has its card, though the form may have lost it with a session that ended.
  const own = [...creditFaults(draft, terms), ...(isUnderWay(sending) ? [] : paymentFaults(payment, new Date()))];
  const all = [...own, ...refused];
  const touched = (): void => {
    setMeant(false);
    setRefused([]);
    if (sending.state === 'refused') giveUp();
  };
  const faults: FieldFaults = {
    at: (pointer) => {
      const code = faultAt(all, pointer, isSent);
      return code === undefined ? undefined : text(code);
    },
    isRequired: (pointer) => isRequired(all, pointer),
  };
  return {
    draft,
    payment,
    faults,
    sending,
    again,
    isAsking: isAsking || isUnderWay(sending),
    isMeant,
    mean: setMeant,
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
      setAsking(own.length === 0);
    },
    /** Back to the form; what was sent and not answered is given up knowingly. */
    leave: (): void => {
      giveUp();
      setMeant(false);
      setAsking(false);
    },
    give: (): void => {
      void place({ ...creditBody(draft), payment: paymentOf(payment), ...(isMeant ? { allowDuplicate: true } : {}) });
    },
  };
};
