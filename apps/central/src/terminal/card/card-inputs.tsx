import { TextInput } from '@mantine/core';
import { useLayoutEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { brandNames } from '../../ui/card-name.js';
import classes from '../terminal.module.css';
import type { FieldFaults } from '../text-field.js';
import { formatExpiry, parseExpiry } from './card-expiry.js';
import { brandOf, caretAfter, cvcLengthOf, digitsIn, grouped } from './card-number.js';
import type { TypedPayment } from './payment.js';

export interface PaymentProps {
  readonly payment: TypedPayment;
  readonly faults: FieldFaults;
  readonly onChange: (payment: TypedPayment) => void;
  /** Money goes to the card: no security code is asked for. */
  readonly isCredit?: boolean;
}

/** A card as it is read out or read off a form. */
export const CardInputs = ({ payment, faults, onChange, isCredit = false }: PaymentProps) => {
  const t = useTranslations('terminal');
  const expiry = parseExpiry(payment.expiry);
  return (
    <div className={classes.card}>
      <NumberField payment={payment} faults={faults} onChange={onChange} />
      <TextInput
        label={t('expiry')}
        placeholder={t('expiryHint')}
        withAsterisk
        inputMode="numeric"
        autoComplete="cc-exp"
        maxLength={10}
        value={payment.expiry}
        error={faults.at('/payment/card/expiryMonth') ?? faults.at('/payment/card/expiryYear')}
        onChange={({ currentTarget: { value } }) => onChange({ ...payment, expiry: value })}
        onBlur={() => (expiry === undefined ? undefined : onChange({ ...payment, expiry: formatExpiry(expiry) }))}
      />
      {isCredit ? null : (
        <TextInput
          label={t('cvc')}
          inputMode="numeric"
          autoComplete="cc-csc"
          maxLength={cvcLengthOf(digitsIn(payment.number))}
          value={payment.cvc}
          error={faults.at('/payment/card/cvc')}
          onChange={({ currentTarget: { value } }) => onChange({ ...payment, cvc: digitsIn(value) })}
        />
      )}
    </div>
  );
};

/** The digits in the card's groups; the caret stays where somebody types, in the midst of the number, too. */
const NumberField = ({ payment, faults, onChange }: PaymentProps) => {
  const t = useTranslations('terminal');
  const input = useRef<HTMLInputElement>(null);
  const digitsBefore = useRef<number>(undefined);
  const shown = grouped(digitsIn(payment.number));
  const brand = brandOf(digitsIn(payment.number));
  useLayoutEffect(() => {
    if (digitsBefore.current === undefined || document.activeElement !== input.current) return;
    const caret = caretAfter(digitsBefore.current, shown);
    input.current?.setSelectionRange(caret, caret);
    digitsBefore.current = undefined;
  });
  return (
    <TextInput
      ref={input}
      className={classes.wide}
      label={t('cardNumber')}
      withAsterisk
      inputMode="numeric"
      autoComplete="cc-number"
      spellCheck={false}
      value={shown}
      error={faults.at('/payment/card/number') ?? faults.at('/payment/card')}
      rightSection={brand === undefined ? null : <span className="quiet">{brandNames[brand]}</span>}
      rightSectionWidth={96}
      onChange={({ currentTarget: { value, selectionStart } }) => {
        digitsBefore.current = digitsIn(value.slice(0, selectionStart ?? value.length)).length;
        onChange({ ...payment, number: digitsIn(value) });
      }}
    />
  );
};
