import { type Money, toDecimal } from '@tollgate/money';

export const brandNames: Readonly<Record<string, string>> = {
  visa: 'Visa',
  mastercard: 'Mastercard',
  amex: 'American Express',
  discover: 'Discover',
  diners: 'Diners Club',
  jcb: 'JCB',
  unionpay: 'UnionPay',
};

/** `54.26 USD`, `5426 JPY`, `5.426 KWD`: decimals by ISO 4217, the code behind, so that no reader takes one dollar for another. */
export const showMoney = ({ minor, currency }: Money): string => `${toDecimal(minor, currency)} ${currency}`;

/** `4.75 %` for 47500 parts per million. */
export const showRate = (ratePpm: number): string => `${(ratePpm / 10_000).toFixed(4).replace(/\.?0+$/, '')} %`;

/** `2026-11-26 12:00 UTC` */
export const showTime = (rfc3339: string): string => `${rfc3339.slice(0, 16).replace('T', ' ')} UTC`;
