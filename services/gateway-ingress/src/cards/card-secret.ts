import { inspect } from 'node:util';

const mask = '****';

/** A card number or CVC on its way from the door to the vault. Whoever prints, logs or serializes it gets asterisks. */
export class CardSecret {
  readonly #digits: string;

  constructor(digits: string) {
    this.#digits = digits;
  }

  /** For the vault's request, and for what is derived from it (brand, last four, keyed HMAC): nowhere else. */
  reveal(): string {
    return this.#digits;
  }

  toString(): string {
    return mask;
  }

  toJSON(): string {
    return mask;
  }

  [inspect.custom](): string {
    return mask;
  }
}
