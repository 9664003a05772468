import type { IssuedLicenseKey, LicenseKeys } from '@tollgate/contracts';
import { create, IssuedLicenseKeySchema, type MessageInitShape } from '@tollgate/contracts';
import type { KnownForm } from '@tollgate/order';

/** A piece of an order that has a key of its own. */
export interface Piece {
  /** From 1. */
  readonly line: number;
  /** From 0 within the line; what is granted once more after a refund has the key that it had. */
  readonly piece: number;
  readonly sku: string;
  readonly kind: string;
  readonly pattern: string;
}

/** Pieces of one line that are granted together. */
export interface Pieces {
  readonly line: number;
  readonly sku: string;
  readonly count: number;
}

/** Keys of an order by piece, sealed for its log. */
export type IssuedKeys = ReadonlyMap<string, IssuedLicenseKey>;
export const NO_KEYS: IssuedKeys = new Map();

export const pieceName = ({ line, piece }: Pick<Piece, 'line' | 'piece'>): string => `${line}.${piece}`;

/** A grant needs keys that are not at hand: whoever decided takes them from the stock, and decides again. */
export class KeysWanted extends Error {
  override readonly name = 'KeysWanted';
  constructor(readonly pieces: readonly Piece[]) {
    super('license keys are wanted first');
  }
}

export const issuedKey = (key: MessageInitShape<typeof IssuedLicenseKeySchema>): IssuedLicenseKey =>
  create(IssuedLicenseKeySchema, key);

const piecesOf = ({ kind, pattern }: LicenseKeys, { line, sku, count }: Pieces): readonly Piece[] =>
  Array.from({ length: count }, (_, piece) => ({ line, piece, sku, kind, pattern }));

/** Every license key in its place. Throws KeysWanted, which names all that are missing. */
export const withKeys = <T extends { readonly form: KnownForm; readonly pieces: Pieces }>(
  things: readonly T[],
  keys: IssuedKeys,
): readonly Omit<T, 'pieces'>[] => {
  const wanted = things.flatMap(({ form, pieces }) => (form.case === 'licenseKeys' ? piecesOf(form.value, pieces) : []));
  const missing = wanted.filter((piece) => !keys.has(pieceName(piece)));
  if (missing.length > 0) throw new KeysWanted(missing);
  return things.map(({ pieces, ...one }) => {
    if (one.form.case !== 'licenseKeys') return one;
    const own = piecesOf(one.form.value, pieces).flatMap((piece) => keys.get(pieceName(piece)) ?? []);
    return { ...one, form: { case: 'licenseKeys' as const, value: { ...one.form.value, keys: own } } };
  });
};
