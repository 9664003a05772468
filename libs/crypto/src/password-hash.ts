import { argon2, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { freshBytes } from './fresh-bytes.js';

/** What a hash costs: kibibytes, passes over them, lanes. */
interface Cost {
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
}

interface ParsedHash extends Cost {
  readonly salt: Buffer;
  readonly tag: Buffer;
}

/** 19 MiB, 30 ms of one core. Source: OWASP Password Storage Cheat Sheet, Argon2id. */
const COST: Cost = { memory: 19_456, passes: 2, parallelism: 1 };
const SALT_BYTES = 16;
const TAG_BYTES = 32;
/** Nobody writes a hash into the database that costs us minutes to compare. */
const MAX_COST: Cost = { memory: 262_144, passes: 10, parallelism: 4 };

const form = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,2})\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{22,86})$/;

const compute = promisify(argon2);

const tagOf = (password: string, { memory, passes, parallelism, salt, tag }: ParsedHash): Promise<Buffer> =>
  compute('argon2id', {
    message: password.normalize('NFKC'),
    nonce: salt,
    memory,
    passes,
    parallelism,
    tagLength: tag.length,
  });

const base64 = (bytes: Buffer): string => bytes.toString('base64').replaceAll('=', '');

const parse = (text: string): ParsedHash => {
  const [, memory, passes, parallelism, salt = '', tag = ''] = form.exec(text) ?? [];
  const cost = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) };
  const isBearable = cost.memory <= MAX_COST.memory && cost.passes <= MAX_COST.passes && cost.parallelism <= MAX_COST.parallelism;
  if (!isBearable) throw new Error('a password’s hash is a PHC string of argon2id that costs what we can bear');
  return { ...cost, salt: Buffer.from(salt, 'base64'), tag: Buffer.from(tag, 'base64') };
};

/** The hash of a password as a PHC string, salted: argon2id at the present cost. A password is compared in its Unicode normal form NFKC, so that it
 *  is the same from every keyboard. Source: NIST SP 800-63B-4 §3.1.1.2. */
export const hashPassword = async (password: string): Promise<string> => {
  const { memory, passes, parallelism } = COST;
  const salt = freshBytes(SALT_BYTES);
  const tag = await tagOf(password, { ...COST, salt, tag: Buffer.alloc(TAG_BYTES) });
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(salt)}$${base64(tag)}`;
};

/** Whether it is the password of this hash. Throws, without a word of either, where the hash is none. */
export const isPassword = async (password: string, hash: string): Promise<boolean> => {
  const parsed = parse(hash);
  return timingSafeEqual(await tagOf(password, parsed), parsed.tag);
};

/** Whether the hash was made at another cost than one would be made today: it is made anew when its password is at hand. */
export const isPasswordHashOutdated = (hash: string): boolean => {
  const { memory, passes, parallelism } = parse(hash);
  return memory !== COST.memory || passes !== COST.passes || parallelism !== COST.parallelism;
};
