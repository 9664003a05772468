import { useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { problemOf } from '../api/problem.js';
import { leaveUnasked } from '../leaving/around-navigation.js';
import { useQuote } from './basket/use-quote.js';
import { noPayment, paymentFaults, paymentOf } from './card/payment.js';
import { asShown, faultAt, faultsIn, isRequired } from './field-faults.js';
import { keepDraft } from './last-draft.store.js';
import { basketFaults, customerFaults, type Draft, type Fault, orderBody } from './order-draft.js';
import type { FieldFaults } from './text-field.js';
import { useFaultText } from './use-fault-text.js';
import { isUnderWay, usePlaceOrder } from './use-place-order.js';

/** The faults that the form shows: its own, those of the last quote, and what the last try was refused for until something is changed. */
export const useTerminal = (first: Draft) => {
  const [draft, setDraft] = useState(first);
  const [payment, setTypedPayment] = useState(noPayment);
  // When the session ends the form waits out of sight, without the card.
  useEffect(() => () => setTypedPayment(noPayment), []);
  const [isSent, setSent] = useState(false);
  const [refused, setRefused] = useState<readonly Fault[]>([]);
  const [, go] = useLocation();
  const text = useFaultText();
  const quote = useQuote(draft);
  const { sending, place, again, giveUp } = usePlaceOrder({
    to: '/orders',
    onPlaced: ({ id }) => {
      keepDraft(id, draft);
      setTypedPayment(noPayment);
      leaveUnasked(() => go(`/terminal/${id}`));
    },
    onRefused: (error) => setRefused(faultsIn(problemOf(error))),
  });
  const isFree = quote.isCurrent && quote.quote?.amounts.total === 0;
  // What was sent has its card, though the form may have lost it with a session that ended.
  const needsPayment = !isFree && !isUnderWay(sending);
  const own = [...basketFaults(draft), ...customerFaults(draft), ...(needsPayment ? paymentFaults(payment, new Date()) : [])];
  const all = asShown([...own, ...quote.faults, ...refused], draft.shipping !== undefined);
  const asked = useAskedFor(all, `${draft.billing.country} ${draft.shipping?.country ?? ''}`);
  const touched = (): void => {
    setRefused([]);
    if (sending.state === 'refused') giveUp();
  };
  const faults: FieldFaults = {
    at: (pointer) => {
      const code = faultAt(all, pointer, isSent);
      return code === undefined ? undefined : text(code);
    },
    isRequired: (pointer) => asked.has(pointer) || isRequired(all, pointer),
  };
  const submit = (): void => {
    setSent(true);
    const pays = isFree ? {} : { payment: paymentOf(payment) };
    if (own.length === 0 && quote.isCurrent) void place({ ...orderBody(draft), ...pays });
  };
  return {
    draft,
    payment,
    quote,
    faults,
    isFree,
    sending,
    again,
    giveUp,
    submit,
    isComplete: !isSent || (own.length === 0 && quote.faults.length === 0),
    change: (changed: Partial<Draft>): void => {
      touched();
      setDraft((before) => ({ ...before, ...changed }));
    },
    setPayment: (changed: typeof payment): void => {
      touched();
      setTypedPayment(changed);
    },
  };
};

/** The address fields that the API asked for since the countries were chosen: they stay marked when they are filled in. */
const useAskedFor = (faults: readonly Fault[], countries: string): ReadonlySet<string> => {
  const asked = useRef({ countries, fields: new Set<string>() });
  if (asked.current.countries !== countries) asked.current = { countries, fields: new Set() };
  for (const { field, code } of faults) {
    if (code === 'required' && field.includes('Address/')) asked.current.fields.add(field);
  }
  return asked.current.fields;
};
