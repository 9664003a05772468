const MASK = '****';

/** A PAN or a CVC: whatever prints, logs or serializes it shows stars. Whoever sends it on asks for it by name. A
 *  `#` field, as nothing reaches it: neither spreading nor `Object.values`, both of which take private members
 *  along. */
export class Secret {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  reveal(): string {
    return this.#text;
  }

  toString(): string {
    return MASK;
  }

  toJSON(): string {
    return MASK;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return MASK;
  }
}
