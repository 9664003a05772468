import { Button, NativeSelect, Stack, TextInput } from '@mantine/core';
import { type FormEvent, type KeyboardEvent, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { useLanguage } from '../../i18n/language-provider.js';
import { useMoney } from '../../ui/money.js';
import { Notice } from '../../ui/notice.js';
import { Panel } from '../../ui/page.js';
import { PaymentPanel } from '../card/payment-panel.js';
import { PaymentUnderWay } from '../payment-under-way.js';
import classes from '../terminal.module.css';
import { type FieldFaults, TextField } from '../text-field.js';
import { isUnderWay } from '../use-place-order.js';
import { CreditDialog } from './credit-dialog.js';
import { amountOf, type CreditDraft, type CreditTerms, currenciesOf, shownAmount } from './credit-draft.js';
import { useCredit } from './use-credit.js';

interface CreditFormProps {
  readonly terms: CreditTerms;
  readonly currency: string;
  readonly onUnderWay: (isUnderWay: boolean) => void;
}

/** Enter in a field would ask for the credit: money moves by the buttons alone. */
const keepEnter = (event: KeyboardEvent): void => {
  if (event.key === 'Enter' && event.target instanceof HTMLInputElement) event.preventDefault();
};

/** Money to a card without a sale before it, typed in by hand. */
export const CreditForm = ({ terms, currency, onUnderWay }: CreditFormProps) => {
  const form = useRef<HTMLFormElement>(null);
  const credit = useCredit(terms, currency);
  const { draft, payment, faults, isComplete, change, setPayment, ask } = credit;
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    ask();
    // What is wrong is marked with the next picture.
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };
  return (
    <>
      <PaymentUnderWay isOn={isUnderWay(credit.sending)} onChange={onUnderWay} />
      <form ref={form} onSubmit={onSubmit} onKeyDown={keepEnter} noValidate autoComplete="off" className={classes.columns}>
        <div className={classes.column}>
          <CreditPanel draft={draft} faults={faults} terms={terms} onChange={change} />
          <PaymentPanel payment={payment} faults={faults} onChange={setPayment} isCredit />
          <RecipientPanel draft={draft} faults={faults} onChange={change} />
        </div>
        <Side draft={draft} isComplete={isComplete} />
      </form>
      <CreditDialog
        draft={draft}
        payment={payment}
        sending={credit.sending}
        isOpen={credit.isAsking}
        isMeant={credit.isMeant}
        onMean={credit.mean}
        onClose={credit.leave}
        onGive={credit.give}
        onAgain={() => void credit.again()}
      />
    </>
  );
};

interface PanelProps {
  readonly draft: CreditDraft;
  readonly faults: FieldFaults;
  readonly onChange: (changed: Partial<CreditDraft>) => void;
}

/** How much, and what for. */
const CreditPanel = ({ draft, faults, terms, onChange }: PanelProps & { readonly terms: CreditTerms }) => {
  const t = useTranslations('credit');
  const money = useMoney();
  const { currency } = draft;
  const limits = { credit: money(terms.perCredit[currency] ?? 0, currency), day: money(terms.perDay[currency] ?? 0, currency) };
  return (
    <Panel title={t('title')}>
      <div className={classes.fields}>
        <TextInput
          label={t('amount')}
          description={t('limits', limits)}
          withAsterisk
          inputMode="decimal"
          maxLength={20}
          value={draft.amount}
          error={faults.at('/amount')}
          onChange={({ currentTarget: { value } }) => onChange({ amount: value })}
        />
        <NativeSelect
          label={t('currency')}
          description={t('currencyHint')}
          value={currency}
          onChange={({ currentTarget: { value } }) => onChange({ currency: value })}
          data={[...currenciesOf(terms)]}
        />
        <TextField
          faults={faults}
          pointer="/description"
          className={classes.wide}
          label={t('description')}
          description={t('descriptionHint')}
          withAsterisk
          maxLength={200}
          value={draft.description}
          onType={(description) => onChange({ description })}
        />
        <TextField
          faults={faults}
          pointer="/reference"
          label={t('reference')}
          maxLength={64}
          value={draft.reference}
          onType={(reference) => onChange({ reference })}
        />
      </div>
    </Panel>
  );
};

/** Who is told, if anybody is. */
const RecipientPanel = ({ draft, faults, onChange }: PanelProps) => {
  const t = useTranslations('credit');
  return (
    <Panel title={t('customer')}>
      <div className={classes.fields}>
        <TextField
          faults={faults}
          pointer="/customer/email"
          label={t('email')}
          description={t('emailHint')}
          inputMode="email"
          maxLength={254}
          value={draft.email}
          onType={(email) => onChange({ email })}
        />
        <TextField
          faults={faults}
          pointer="/customer/name"
          label={t('name')}
          description={t('nameHint')}
          maxLength={100}
          value={draft.name}
          onType={(name) => onChange({ name })}
        />
      </div>
    </Panel>
  );
};

const Side = ({ draft, isComplete }: { readonly draft: CreditDraft; readonly isComplete: boolean }) => {
  const t = useTranslations('credit');
  const { tag } = useLanguage();
  const minor = amountOf(draft);
  return (
    <div className={classes.side}>
      <Panel title={t('summary')}>
        <Stack gap="md">
          <div className={classes.totalRow} data-total="true">
            <span>{t('toCard')}</span>
            <span className="figures">{minor === undefined ? '–' : shownAmount(draft, tag)}</span>
          </div>
          {isComplete ? null : <Notice tone="warn">{t('incomplete')}</Notice>}
          <Button type="submit" size="md" fullWidth>
            {t('goOn')}
          </Button>
          <p className="quiet">{t('about')}</p>
        </Stack>
      </Panel>
    </div>
  );
};
