/** At most so many attempts by one card (e-mail, IP) of a merchant within any stretch of time of this length. */
export interface VelocityLimit {
  readonly attempts: number;
  readonly windowMs: number;
}

/** What a merchant lets pass. Nothing is limited by BIN, name, phone, address or network: behind those stand many customers. */
export interface FraudLimits {
  readonly card: VelocityLimit;
  readonly email: VelocityLimit;
  readonly ip: VelocityLimit;
  /** Same card, e-mail and total within this time: the customer pressed twice. */
  readonly duplicateWindowMs: number;
  /** In whole units of the order's currency, whichever it is; an order of more is held for review. */
  readonly amountMajor: bigint;
}
