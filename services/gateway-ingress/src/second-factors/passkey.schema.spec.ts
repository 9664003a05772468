import { challengeIn } from './passkey.schema.js';

const encoded = (text: string) => Buffer.from(text).toString('base64url');

it.each([
  ['{"type":"webauthn.get","challenge":"abc"}', 'abc'],
  ['{"type":"webauthn.get"}', ''],
  ['{"challenge":7}', ''],
  ['{"challenge":', ''],
  ['null', ''],
])('the challenge that %s answers is “%s”', (text, challenge) => expect(challengeIn(encoded(text))).toBe(challenge));
