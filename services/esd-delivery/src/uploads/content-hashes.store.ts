import { createHash, type Hash } from 'node:crypto';
import { Injectable } from '@nestjs/common';

/** So many uploads are remembered; of one that was forgotten the file is read once more. */
const maxKept = 1_000;

/** The SHA-256 of what has come of each upload, as long as one replica saw all of it. Node tells nobody how far such a hash is, so that it outlives
 *  no process. */
@Injectable()
export class ContentHashes {
  private readonly kept = new Map<string, { readonly offsetBytes: number; readonly hash: Hash }>();

  /** Up to this byte; undefined where not all before it was seen here. Whoever takes it goes on with it. */
  take(id: string, offsetBytes: number): Hash | undefined {
    const kept = this.kept.get(id);
    this.kept.delete(id);
    if (offsetBytes === 0) return createHash('sha256');
    return kept?.offsetBytes === offsetBytes ? kept.hash : undefined;
  }

  keep(id: string, offsetBytes: number, hash: Hash): void {
    this.kept.delete(id);
    this.kept.set(id, { offsetBytes, hash });
    const [oldest] = this.kept.keys();
    if (this.kept.size > maxKept && oldest !== undefined) this.kept.delete(oldest);
  }

  /** Of the whole file, hexadecimal; as often as it is asked. */
  digest(id: string, sizeBytes: number): string | undefined {
    const kept = this.kept.get(id);
    return kept?.offsetBytes === sizeBytes ? kept.hash.copy().digest('hex') : undefined;
  }

  forget(id: string): void {
    this.kept.delete(id);
  }
}
