/** Response codes we answer with. Source: ISO 8583:1987 DE 39; N7 is Visa's for a CVC that does not match. */
export const RESPONSE = {
  approved: '00',
  doNotHonor: '05',
  honorWithIdentification: '08',
  partiallyApproved: '10',
  invalidTransaction: '12',
  invalidAmount: '13',
  invalidCardNumber: '14',
  unableToLocateRecord: '25',
  formatError: '30',
  insufficientFunds: '51',
  expiredCard: '54',
  notPermittedToTerminal: '58',
  issuerUnavailable: '91',
  cvcMismatch: 'N7',
} as const;

export type ResponseCode = (typeof RESPONSE)[keyof typeof RESPONSE];

const HOLDING: readonly string[] = [RESPONSE.approved, RESPONSE.honorWithIdentification, RESPONSE.partiallyApproved];

/** Whether the answer leaves an amount held. */
export const holdsAmount = (response: string): boolean => HOLDING.includes(response);
