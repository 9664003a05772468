import { useTranslations } from 'use-intl';

export const brandNames: Readonly<Record<string, string>> = {
  visa: 'Visa',
  mastercard: 'Mastercard',
  amex: 'Amex',
  discover: 'Discover',
  diners: 'Diners',
  jcb: 'JCB',
  unionpay: 'UnionPay',
};

/** Visa •••• 1111. An order of total 0 may have no card. */
export const CardName = ({ brand, last4 }: { readonly brand: string; readonly last4: string }) => {
  const t = useTranslations('ui');
  if (last4 === '') return <span className="quiet">–</span>;
  return (
    <span className="figures">
      {brandNames[brand] ?? t('otherCard')} <span aria-hidden>•••• </span>
      {last4}
    </span>
  );
};
