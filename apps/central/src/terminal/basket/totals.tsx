import { Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Money } from '../../ui/money.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import classes from '../terminal.module.css';
import type { QuoteView } from './use-quote.js';

/** What the order costs, with tax and shipping, as it stands in the form. The rows are there from the beginning. */
export const Totals = ({ view }: { readonly view: QuoteView }) => {
  const t = useTranslations('terminal');
  const { quote, error, retry, isAsked, faults } = view;
  const amount = (minor: number | undefined): ReactNode => {
    if (quote !== undefined && minor !== undefined) return <Money minor={minor} currency={quote.currency} />;
    return isAsked ? <Skeleton height={12} width={64} /> : <span className="quiet">–</span>;
  };
  return (
    <div className={classes.totals} aria-busy={isAsked}>
      <Row name={t('subtotal')}>{amount(quote?.amounts.subtotal)}</Row>
      <Row name={quote?.shippingMethod == null ? t('shippingCost') : t('shippingBy', { method: quote.shippingMethod })}>
        {amount(quote?.amounts.shipping)}
      </Row>
      <Row name={t('tax')}>{amount(quote?.amounts.tax)}</Row>
      {quote?.taxLines.map(({ jurisdiction, name, rate, amount: minor }) => (
        <Row key={`${jurisdiction} ${name} ${rate}`} name={`${name} · ${jurisdiction}`} isPart>
          <Money minor={minor} currency={quote.currency} />
        </Row>
      ))}
      <Row name={t('total')} isTotal>
        {amount(quote?.amounts.total)}
      </Row>
      {error === null || error === undefined ? null : <ProblemNotice error={error} onRetry={retry} />}
      {quote === undefined && !isAsked && error === null ? (
        <p className="quiet">{faults.length > 0 ? t('needsAddress') : t('needsItems')}</p>
      ) : null}
    </div>
  );
};

interface RowProps {
  readonly name: string;
  readonly isPart?: boolean;
  readonly isTotal?: boolean;
  readonly children: ReactNode;
}

const Row = ({ name, isPart = false, isTotal = false, children }: RowProps) => (
  <div className={classes.totalRow} data-part={isPart} data-total={isTotal}>
    <span>{name}</span>
    {children}
  </div>
);
