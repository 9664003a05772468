import { inspect } from 'node:util';

const MASK = '****';

/** A PAN or a CVC: whatever prints, logs or serializes it shows stars. Whoever sends it on asks for it by name. */
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

  [inspect.custom](): string {
    return MASK;
  }
}
