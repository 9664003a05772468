import { generateKeyPairSync } from 'node:crypto';
import { dkimVerify } from 'mailauth/lib/dkim/verify.js';
import { withSignature } from './dkim-signature.client.js';
import { mimeMessage } from './mime-message.js';

const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2_048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'der' },
});
const key = { domain: 'shop.example', selector: 'tollgate', privateKey };
const record = `v=DKIM1; k=rsa; p=${publicKey.toString('base64')}`;
const asked: string[] = [];
/** By another implementation than the one that signs. */
const resultOf = async (message: string) => {
  const { results } = await dkimVerify(Buffer.from(message, 'latin1'), {
    resolver: async (name: string, type: string) => {
      asked.push(`${type} ${name}`);
      return [[record]];
    },
  });
  return results.map(({ status, signingDomain }) => [status.result, signingDomain]);
};
const message = (subject: string) =>
  mimeMessage({
    from: 'receipts@shop.example',
    fromName: 'Lampen & Söhne',
    to: 'ann@example.com',
    replyTo: 'help@shop.example',
    subject,
    messageId: '<receipt.1.2@shop.example>',
    date: '2026-11-26T12:00:00.000Z',
    text: 'Hello\n.a line\n\n\n',
    html: '<p>吾輩は猫である</p>\n',
    image: { contentId: 'logo.1@shop.example', type: 'image/png', fileName: 'logo.png', bytes: Buffer.alloc(300, 7) },
  });

describe('the signature of a mail', () => {
  it.each(['Your receipt', 'Ihr Beleg für die Bestellung ord_01890a5dac96774bbcceb302099a8057 – vielen Dank', '領収書'])(
    'is found good by another implementation, of a mail with the subject %s',
    async (subject) => {
      const signed = await withSignature(message(subject), key);
      expect(await resultOf(signed)).toEqual([['pass', 'shop.example']]);
      expect(asked.at(-1)).toBe('TXT tollgate._domainkey.shop.example');
      expect(signed.endsWith(message(subject))).toBe(true);
    },
  );

  it('is found bad once sender, subject, number or text was changed', async () => {
    const signed = await withSignature(message('Your receipt'), key);
    for (const [from, to] of [
      ['receipts@shop.example>', 'receipts@evil.example>'],
      ['Your receipt', 'Your invoice'],
      ['<receipt.1.2@', '<receipt.1.3@'],
      ['Hello', 'Hallo'],
    ] as const)
      expect((await resultOf(signed.replace(from, to)))[0]?.[0]).not.toBe('pass');
  });

  it('I11: is the same in every copy', async () =>
    expect(await withSignature(message('Your receipt'), key)).toBe(await withSignature(message('Your receipt'), key)));

  it('is asked for and cannot be made: nothing goes out', async () =>
    expect(withSignature(message('Your receipt'), { ...key, privateKey: 'no key' })).rejects.toThrow('a mail is signed'));
});
