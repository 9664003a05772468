import { createHmac, timingSafeEqual } from 'node:crypto';

const macOf = (key: string, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** Text with the shop's seal, so that it comes back as the shop gave it out. `purpose` keeps a seal of one kind from being taken for another. */
export class Seals {
  readonly #key: string;

  constructor(key: string) {
    this.#key = key;
  }

  sealOf(purpose: string, text: string): string {
    return macOf(this.#key, `${purpose}\n${text}`).toString('base64url');
  }

  isRight(purpose: string, { text, seal }: { readonly text: string; readonly seal: string }): boolean {
    const given = Buffer.from(seal, 'base64url');
    const right = Buffer.from(this.sealOf(purpose, text), 'base64url');
    return given.length === right.length && timingSafeEqual(given, right);
  }
}
