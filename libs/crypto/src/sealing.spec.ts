import { setImmediate as nextTurn } from 'node:timers/promises';
import { DomainError } from '@tollgate/errors';
import { freshBytes } from './fresh-bytes.js';
import { SealingRecipient } from './sealing-recipient.js';
import { SealingSender } from './sealing-sender.js';
import { newPrivateKey, privateKeyFrom, publicBytesOf, publicKeyFrom } from './x25519-key.js';

const card = Buffer.from('{"number":"a card number","cvc":"a code"}');
const clockAt = (iso: string) => {
  let now = new Date(iso);
  return { now: () => now, advanceMs: (ms: number) => (now = new Date(now.getTime() + ms)) };
};
const setUp = () => {
  const privateKey = newPrivateKey();
  const clock = clockAt('2026-11-26T10:00:00Z');
  const sender = new SealingSender(publicKeyFrom(publicBytesOf(privateKey)), clock);
  return { privateKey, clock, sender, recipient: new SealingRecipient([privateKey]) };
};
const senderKeyIn = (sealed: string): string => Buffer.from(sealed, 'base64').subarray(0, 32).toString('hex');
const refusal = (work: () => unknown): string | undefined => {
  try {
    work();
    return undefined;
  } catch (error) {
    return error instanceof DomainError ? error.code : String(error);
  }
};

describe('a card sealed to the vault', () => {
  it('is opened by the vault, again and again', () => {
    const { sender, recipient } = setUp();
    const sealed = sender.seal(card, 'merchant-1');
    expect(recipient.unseal(sealed, 'merchant-1')).toEqual(card);
    expect(recipient.unseal(sealed, 'merchant-1')).toEqual(card);
    expect(Buffer.from(sealed, 'base64').includes(Buffer.from('card number'))).toBe(false);
  });

  it('looks different each time', () => {
    const { sender } = setUp();
    expect(sender.seal(card, 'm').slice(44)).not.toBe(sender.seal(card, 'm').slice(44));
  });

  it('is refused under another merchant, before and after the sender is known', () => {
    const { sender, recipient } = setUp();
    const sealed = sender.seal(card, 'merchant-1');
    expect(refusal(() => recipient.unseal(sealed, 'merchant-2'))).toBe('sealed_text_invalid');
    recipient.unseal(sealed, 'merchant-1');
    expect(refusal(() => recipient.unseal(sealed, 'merchant-2'))).toBe('sealed_text_invalid');
  });

  it('is refused when any byte of sender key, nonce, ciphertext or tag was changed', () => {
    const { sender, recipient } = setUp();
    const sealed = Buffer.from(sender.seal(card, 'm'), 'base64');
    // The highest bit of a public key is none of it (RFC 7748 §5), but the derived key is bound to all bits that were sent.
    for (const [at, byte] of sealed.entries()) {
      const changed = Buffer.from(sealed);
      changed[at] = byte ^ 0x80;
      expect([at, refusal(() => recipient.unseal(changed.toString('base64'), 'm'))]).toEqual([at, 'sealed_text_invalid']);
    }
    expect(recipient.rememberedCount).toBe(0);
  });

  it.each([
    ['nothing', ''],
    ['no base64', '!!!!'],
    ['a text that is too short', Buffer.alloc(59, 1).toString('base64')],
    ['a sender key of zeros, with which everybody agrees on the same secret', Buffer.alloc(100).toString('base64')],
    ['random bytes', freshBytes(120).toString('base64')],
  ])('is refused when it is %s', (_, text) => {
    expect(refusal(() => setUp().recipient.unseal(text, 'm'))).toBe('sealed_text_invalid');
  });

  it('is refused by whoever has another key, and the refusal tells nothing', () => {
    const { sender } = setUp();
    const stranger = new SealingRecipient([newPrivateKey()]);
    const sealed = sender.seal(card, 'm');
    expect(() => stranger.unseal(sealed, 'm')).toThrow(/^the sealed text cannot be opened$/);
  });
});

describe('the keys of a recipient', () => {
  it('rotate without a stop: texts under the older key still open until that key is taken away', () => {
    const { privateKey: older, sender } = setUp();
    const newer = newPrivateKey();
    const newSender = new SealingSender(publicKeyFrom(publicBytesOf(newer)));
    const [before, after] = [sender.seal(card, 'm'), newSender.seal(card, 'm')];
    const rotating = new SealingRecipient([newer, older]);
    expect([rotating.unseal(before, 'm'), rotating.unseal(after, 'm')]).toEqual([card, card]);
    const rotated = new SealingRecipient([newer]);
    expect(rotated.unseal(after, 'm')).toEqual(card);
    expect(refusal(() => rotated.unseal(before, 'm'))).toBe('sealed_text_invalid');
  });

  it('come from 32 bytes in a file, and give the same public key each time', () => {
    const bytes = freshBytes(32);
    expect(publicBytesOf(privateKeyFrom(bytes))).toEqual(publicBytesOf(privateKeyFrom(bytes)));
    expect(() => privateKeyFrom(bytes.subarray(1))).toThrow('an X25519 key has 32 bytes, not 31');
    // Source: RFC 7748 §6.1, Alice's keys.
    const alice = Buffer.from('77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a', 'hex');
    const alicePublic = '8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a';
    expect(publicBytesOf(privateKeyFrom(alice)).toString('hex')).toBe(alicePublic);
  });

  it('are needed', () => expect(() => new SealingRecipient([])).toThrow('a recipient has a key'));
});

describe('what a recipient remembers', () => {
  it('is bounded, and the sender used last stays', () => {
    const privateKey = newPrivateKey();
    const recipient = new SealingRecipient([privateKey], 3);
    const publicKey = publicKeyFrom(publicBytesOf(privateKey));
    const faithful = new SealingSender(publicKey);
    for (let i = 0; i < 10; i += 1) {
      expect(recipient.unseal(faithful.seal(card, 'm'), 'm')).toEqual(card);
      expect(recipient.unseal(new SealingSender(publicKey).seal(card, 'm'), 'm')).toEqual(card);
      expect(recipient.rememberedCount).toBeLessThanOrEqual(3);
    }
    expect(recipient.rememberedCount).toBe(3);
  });

  it('is not displaced by rubbish', () => {
    const { sender, recipient } = setUp();
    recipient.unseal(sender.seal(card, 'm'), 'm');
    for (let i = 0; i < 20; i += 1) refusal(() => recipient.unseal(freshBytes(100).toString('base64'), 'm'));
    expect(recipient.rememberedCount).toBe(1);
  });
});

describe('the ephemeral key of a sender', () => {
  it('serves for 10 minutes, not longer, and not when the clock was set back by more than that', () => {
    const { sender, clock } = setUp();
    const first = senderKeyIn(sender.seal(card, 'm'));
    clock.advanceMs(599_999);
    expect(senderKeyIn(sender.seal(card, 'm'))).toBe(first);
    clock.advanceMs(1);
    const second = senderKeyIn(sender.seal(card, 'm'));
    expect(second).not.toBe(first);
    clock.advanceMs(-86_400_000);
    expect(senderKeyIn(sender.seal(card, 'm'))).not.toBe(second);
  });

  it('serves for 100,000 texts, not more', async () => {
    const { sender, recipient } = setUp();
    const first = senderKeyIn(sender.seal(card, 'm'));
    for (let i = 1; i < 100_000; i += 1) {
      sender.seal(card, 'm');
      if (i % 10_000 === 0) await nextTurn();
    }
    const next = sender.seal(card, 'm');
    expect(senderKeyIn(next)).not.toBe(first);
    expect(recipient.unseal(next, 'm')).toEqual(card);
  });
});
