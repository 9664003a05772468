import { Button, Stack } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { problemOf } from '../api/problem.js';
import { useMoney } from '../ui/money.js';
import { Notice } from '../ui/notice.js';
import { Panel } from '../ui/page.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { ShippingMethod } from './basket/shipping-method.js';
import { Totals } from './basket/totals.js';
import type { QuoteView } from './basket/use-quote.js';
import { faultsIn, hasPlace } from './field-faults.js';
import type { Draft } from './order-draft.js';
import classes from './terminal.module.css';
import { useFaultText } from './use-fault-text.js';
import { isUnderWay, type Sending } from './use-place-order.js';

interface SubmitPanelProps {
  readonly draft: Draft;
  readonly methods: readonly string[];
  readonly quote: QuoteView;
  readonly sending: Sending;
  readonly isComplete: boolean;
  readonly onMethod: (method: string) => void;
  readonly onAgain: () => void;
  readonly onGiveUp: () => void;
}

/** The price, and the button that names it. */
export const SubmitPanel = (props: SubmitPanelProps) => {
  const t = useTranslations('terminal');
  const { draft, methods, quote, sending, isComplete, onMethod } = props;
  const isLocked = isUnderWay(sending);
  return (
    <div className={classes.side}>
      <Panel title={t('summary')}>
        <Stack gap="md">
          <ShippingMethod draft={draft} methods={methods} onMethod={onMethod} isDisabled={isLocked} />
          <Totals view={quote} />
          {isComplete ? null : <Notice tone="warn">{t('incomplete')}</Notice>}
          {sending.state === 'refused' ? <Refusal error={sending.error} /> : null}
          {sending.state === 'unanswered' ? <Unanswered {...props} error={sending.error} /> : <PlaceButton {...props} />}
          <p className="quiet">{t(draft.type === 'sale' ? 'aboutSale' : 'aboutPreauth')}</p>
        </Stack>
      </Panel>
    </div>
  );
};

/** Says what will be charged; without a price it only marks what is missing. */
const PlaceButton = ({ draft, quote, sending }: SubmitPanelProps) => {
  const t = useTranslations('terminal');
  const money = useMoney();
  const price = quote.isCurrent ? quote.quote?.amounts.total : undefined;
  const name = draft.type === 'sale' ? 'charge' : 'authorize';
  return (
    <Button type="submit" size="md" fullWidth loading={sending.state === 'sending'} disabled={quote.isAsked}>
      {price === undefined ? t('place') : t(name, { amount: money(price, draft.currency) })}
    </Button>
  );
};

/** Nobody knows what became of the order: it is asked for again, or given up knowingly. */
const Unanswered = ({ error, onAgain, onGiveUp }: SubmitPanelProps & { readonly error: unknown }) => {
  const t = useTranslations('terminal');
  return (
    <>
      <ProblemNotice error={error} />
      <Notice tone="warn">{t('unanswered')}</Notice>
      <Button onClick={onAgain}>{t('askAgain')}</Button>
      <Button variant="default" onClick={onGiveUp}>
        {t('giveUp')}
      </Button>
    </>
  );
};

/** What no field stands for is told here; what stands beside a field needs no second list. */
const Refusal = ({ error }: { readonly error: unknown }) => {
  const text = useFaultText();
  const t = useTranslations('terminal');
  const faults = faultsIn(problemOf(error));
  if (faults.length === 0) return <ProblemNotice error={error} />;
  const homeless = faults.filter((fault) => !hasPlace(fault));
  return (
    <Notice tone="bad">
      <p>{t('refused')}</p>
      {homeless.map(({ field, code }) => (
        <p key={`${field} ${code}`}>{text(code)}</p>
      ))}
    </Notice>
  );
};
