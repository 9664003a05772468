/** A key of the store's servers: `GET …/api-keys`. */
export interface ApiKey {
  /** key_… */
  readonly id: string;
  readonly name: string;
  readonly mode: 'test' | 'live';
  readonly createdAt: string;
  /** Their name; null where no person made it. */
  readonly createdBy: string | null;
  readonly revokedAt: string | null;
}

export interface IssuedKey extends ApiKey {
  /** Null where the request came twice: it was shown with the first answer. */
  readonly key: string | null;
}

/** A first request with the key, for a terminal; with the file of who signed the server's certificate, where that is nobody whom machines
 *  trust. Keys have letters, digits, `-` and `_` only: the shell reads nothing of them. */
export const curlWith = (origin: string, key: string, caFile?: string): string => {
  const certificate = caFile === undefined ? '' : ` --cacert ${inShell(caFile)}`;
  return `curl${certificate} '${origin}/v1/orders?limit=1' -H 'Authorization: Bearer ${key}'`;
};

const inShell = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
