import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { isoCBOR } from '@simplewebauthn/server/helpers';

const USER_PRESENT = 0x01;
const USER_VERIFIED = 0x04;
const ATTESTED = 0x40;
const AAGUID = Buffer.alloc(16);

const sha256 = (data: string | Buffer): Buffer => createHash('sha256').update(data).digest();
const uint32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};

/** What a device does with a passkey, in software: one key on P-256, and a count of its uses. Source: Web Authentication Level 3 §6. */
export class SoftwareAuthenticator {
  readonly id = randomBytes(32);
  counter = 0;
  /** Whether its user shows a finger, a face or a PIN. */
  isUserVerified = true;
  private readonly keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });

  constructor(
    private readonly origin: string,
    private readonly rpId: string,
  ) {}

  /** The browser's answer to what it is asked for a new passkey. */
  create({ challenge }: { readonly challenge: string }) {
    const { x = '', y = '' } = this.keys.publicKey.export({ format: 'jwk' });
    const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'base64url'));
    // A COSE key: EC2, ES256, on P-256. Source: RFC 9053 §7.1.
    const key = new Map<number, number | Uint8Array>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, bytes(x)],
      [-3, bytes(y)],
    ]);
    const length = Buffer.from([0, this.id.length]);
    const attested = Buffer.concat([AAGUID, length, this.id, Buffer.from(isoCBOR.encode(key))]);
    const authData = Buffer.concat([this.head(ATTESTED), attested]);
    const statement = new Map<string, unknown>([
      ['fmt', 'none'],
      ['attStmt', new Map()],
      ['authData', new Uint8Array(authData)],
    ]);
    const attestationObject = Buffer.from(isoCBOR.encode(statement as never)).toString('base64url');
    return this.answer({
      clientDataJSON: this.clientData('webauthn.create', challenge),
      attestationObject,
      transports: ['internal'],
    });
  }

  /** The browser's answer to what it is asked to sign in with. */
  get({ challenge }: { readonly challenge: string }) {
    this.counter += 1;
    const clientDataJSON = this.clientData('webauthn.get', challenge);
    const authenticatorData = this.head(0);
    const signed = Buffer.concat([authenticatorData, sha256(Buffer.from(clientDataJSON, 'base64url'))]);
    const signature = sign('sha256', signed, this.keys.privateKey).toString('base64url');
    return this.answer({ clientDataJSON, authenticatorData: authenticatorData.toString('base64url'), signature });
  }

  private head(more: number): Buffer {
    const flags = USER_PRESENT | (this.isUserVerified ? USER_VERIFIED : 0) | more;
    return Buffer.concat([sha256(this.rpId), Buffer.from([flags]), uint32(this.counter)]);
  }

  private clientData(type: string, challenge: string): string {
    return Buffer.from(JSON.stringify({ type, challenge, origin: this.origin, crossOrigin: false })).toString('base64url');
  }

  private answer<T extends object>(response: T) {
    const id = this.id.toString('base64url');
    return { id, rawId: id, type: 'public-key', clientExtensionResults: {}, response } as const;
  }
}
