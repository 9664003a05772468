/** What an answer to a request for the rest of a file means. */
export type AnswerKind =
  /** The file from its beginning: what is there is of another one, or nothing is. */
  | { readonly kind: 'whole'; readonly totalBytes: number | undefined }
  /** What was asked for. */
  | { readonly kind: 'rest'; readonly totalBytes: number | undefined }
  /** Everything was there before. */
  | { readonly kind: 'complete' }
  /** What is there cannot be gone on with. */
  | { readonly kind: 'restart' }
  /** Ask again later. */
  | { readonly kind: 'later' }
  | { readonly kind: 'refused' };

export interface FileAnswer {
  readonly status: number;
  readonly contentLength: string | null;
  readonly contentRange: string | null;
}

const later: ReadonlySet<number> = new Set([429, 502, 503, 504]);

const countIn = (text: string | null): number | undefined => (text !== null && /^\d+$/.test(text) ? Number(text) : undefined);

const ofPart = (contentRange: string | null, haveBytes: number): AnswerKind => {
  const [, first, total] = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(contentRange ?? '') ?? [];
  return Number(first) === haveBytes ? { kind: 'rest', totalBytes: countIn(total ?? null) } : { kind: 'restart' };
};

/** By the number of bytes that are there already. Source: RFC 9110 §14. */
export const kindOf = ({ status, contentLength, contentRange }: FileAnswer, haveBytes: number): AnswerKind => {
  if (status === 200) return { kind: 'whole', totalBytes: countIn(contentLength) };
  if (status === 206) return ofPart(contentRange, haveBytes);
  if (status === 416 && contentRange === `bytes */${haveBytes}`) return { kind: 'complete' };
  if (status === 412 || status === 416) return { kind: 'restart' };
  return later.has(status) ? { kind: 'later' } : { kind: 'refused' };
};
