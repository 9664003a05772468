// I15: a scan of every byte that the run wrote, for card numbers in any form and for security codes beside them.
import { createReadStream, existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Verdicts } from '../verdicts.ts';

export interface Card {
  readonly number: string;
  readonly cvc?: string | undefined;
}

const isLuhnValid = (digits: string): boolean => {
  let sum = 0;
  for (let i = 0; i < digits.length; i += 1) {
    const digit = Number(digits[digits.length - 1 - i]);
    sum += i % 2 === 1 ? (digit * 2 > 9 ? digit * 2 - 9 : digit * 2) : digit;
  }
  return sum % 10 === 0;
};

/** Ranges that networks issue card numbers from. */
const issued =
  /^(4\d{12}(\d{3}){0,2}|5[1-5]\d{14}|2(22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}|6(011|5\d\d|4[4-9]\d)\d{12,15}|35\d{14,17})$/;
/** Runs of 13 to 19 digits, in groups or not, that are no part of a longer word: not of hexadecimal, base64 or a fraction. */
const runs = /(?<![0-9A-Za-z+/=_.-])\d(?:[ -]?\d){12,18}(?![0-9A-Za-z+/=_-])/g;

export const cardsIn = (text: string): readonly string[] =>
  (text.match(runs) ?? []).map((run) => run.replace(/[ -]/g, '')).filter((digits) => issued.test(digits) && isLuhnValid(digits));

/** What a canary may look like: as it is, grouped, as hexadecimal, packed, as base64 in each of three alignments; a code beside its name. */
export const formsOf = ({ number, cvc }: Card): readonly Buffer[] => {
  const grouped = number.replace(/(.{4})(?=.)/g, '$1 ');
  const base64 = [0, 1, 2].map((shift) =>
    Buffer.from(' '.repeat(shift) + number)
      .toString('base64')
      .slice(Math.ceil((shift * 4) / 3) + 1, -4),
  );
  const codes = cvc === undefined ? [] : [`"cvc":"${cvc}"`, `cvc=${cvc}`, `cvc%5D=${cvc}`, `${number}|${cvc}`, `${number}${cvc}`];
  const texts = [number, grouped, grouped.replaceAll(' ', '-'), Buffer.from(number).toString('hex'), ...base64, ...codes];
  return [...texts.map((text) => Buffer.from(text)), ...(number.length % 2 === 0 ? [Buffer.from(number, 'hex')] : [])];
};

/** Looks into a file or folder; undefined where it is gone by then, as of a stack that runs, and where it cannot be looked at, which is said. */
const looked = async <T>(path: string, verdicts: Verdicts, look: () => Promise<T> | T): Promise<T | undefined> => {
  try {
    return await look();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT') verdicts.lacks('I15', `${path}: ${message}`);
    return undefined;
  }
};

/** The files below a folder, each once, also those that links lead to. `seen`: places that were looked at. */
async function* filesUnder(folder: string, seen: Set<string>, verdicts: Verdicts): AsyncGenerator<string> {
  for (const name of (await looked(folder, verdicts, () => readdirSync(folder))) ?? []) {
    const path = await looked(join(folder, name), verdicts, () => realpathSync(join(folder, name)));
    if (path === undefined || seen.has(path)) continue;
    seen.add(path);
    const found = await looked(path, verdicts, () => statSync(path));
    if (found?.isDirectory()) yield* filesUnder(path, seen, verdicts);
    else if (found?.isFile()) yield path;
  }
}

const OVERLAP_BYTES = 128;
const masked = (digits: string): string => `${digits.slice(0, 6)}…${digits.slice(-4)}`;

/** The first card number in a file, masked; undefined where there is none. */
const leakIn = async (file: string, needles: readonly Buffer[]): Promise<string | undefined> => {
  let rest = Buffer.alloc(0);
  for await (const chunk of createReadStream(file, { highWaterMark: 4 * 2 ** 20 })) {
    const piece = Buffer.concat([rest, chunk]);
    if (needles.some((needle) => piece.includes(needle))) return 'a canary card, in one of its forms';
    const [found] = cardsIn(piece.toString('latin1'));
    if (found !== undefined) return `a card number, ${masked(found)}`;
    rest = piece.subarray(Math.max(0, piece.length - OVERLAP_BYTES));
  }
  return undefined;
};

/** `folders`: everything that the run wrote; none: the input is missing. `canaries`: cards that were used in it. */
export const judgeCards = async (folders: readonly string[], canaries: readonly Card[], verdicts: Verdicts): Promise<void> => {
  if (folders.length === 0) verdicts.lacks('I15', 'the folders to look through: --scan DIR');
  const needles = canaries.flatMap(formsOf);
  const seen = new Set<string>();
  for (const folder of folders)
    for await (const file of filesUnder(folder, seen, verdicts)) {
      const leak = await looked(file, verdicts, async () => ({ found: await leakIn(file, needles) }));
      if (leak !== undefined) verdicts.judge('I15', file, leak.found);
    }
};

/** The log lies in the database's own files: without them the most of what a run wrote is not looked through. */
export const judgeCluster = (stack: string, verdicts: Verdicts): void => {
  if (!existsSync(join(stack, 'postgres/PG_VERSION'))) verdicts.lacks('I15', `the database's files: ${join(stack, 'postgres')}`);
};
