import { type FormEvent, type KeyboardEvent, useRef } from 'react';
import { LinesPanel } from './basket/lines-panel.js';
import { PaymentPanel } from './card/payment-panel.js';
import { CustomerPanel } from './customer/customer-panel.js';
import type { Draft } from './order-draft.js';
import { OrderPanel } from './order-panel.js';
import { PaymentUnderWay } from './payment-under-way.js';
import { SubmitPanel } from './submit-panel.js';
import classes from './terminal.module.css';
import { isUnderWay } from './use-place-order.js';
import { useTerminal } from './use-terminal.js';

interface TerminalFormProps {
  readonly first: Draft;
  /** The store's shipping methods. */
  readonly methods: readonly string[];
  readonly onUnderWay: (isUnderWay: boolean) => void;
}

/** Enter in a field would place the order: money moves by the button alone. */
const keepEnter = (event: KeyboardEvent): void => {
  if (event.key === 'Enter' && event.target instanceof HTMLInputElement) event.preventDefault();
};

export const TerminalForm = ({ first, methods, onUnderWay }: TerminalFormProps) => {
  const form = useRef<HTMLFormElement>(null);
  const { draft, change, payment, setPayment, quote, faults, isComplete, isFree, submit, sending, again, giveUp } =
    useTerminal(first);
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    submit();
    // What is wrong is marked with the next picture.
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };
  const isLocked = isUnderWay(sending);
  return (
    <form ref={form} onSubmit={onSubmit} onKeyDown={keepEnter} noValidate autoComplete="off" className={classes.columns}>
      <PaymentUnderWay isOn={isLocked} onChange={onUnderWay} />
      <fieldset disabled={isLocked} className={classes.column}>
        <OrderPanel draft={draft} faults={faults} onChange={change} />
        <LinesPanel draft={draft} faults={faults} onChange={change} />
        <CustomerPanel draft={draft} faults={faults} onChange={change} />
        {isFree ? null : <PaymentPanel payment={payment} faults={faults} onChange={setPayment} />}
      </fieldset>
      <SubmitPanel
        draft={draft}
        methods={methods}
        quote={quote}
        sending={sending}
        isComplete={isComplete}
        onMethod={(shippingMethod) => change({ shippingMethod })}
        onAgain={() => void again()}
        onGiveUp={giveUp}
      />
    </form>
  );
};
