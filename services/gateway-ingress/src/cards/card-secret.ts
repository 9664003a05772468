const MASK = '****';
/** What Node's `inspect`, and so `console.log`, asks an object for. */
const inspected = Symbol.for('nodejs.util.inspect.custom');

/** A card number or CVC on its way from the merchant to the vault. Whoever prints, logs or serializes it gets asterisks. */
export class CardSecret {
  // Not `private`: what prints or copies an object's members must not find it.
  readonly #digits: string;

  constructor(digits: string) {
    this.#digits = digits;
  }

  /** For the vault's request, and for what is derived from it (brand, last four, keyed HMAC): nowhere else. */
  reveal(): string {
    return this.#digits;
  }

  toString(): string {
    return MASK;
  }

  toJSON(): string {
    return MASK;
  }

  [inspected](): string {
    return MASK;
  }
}
