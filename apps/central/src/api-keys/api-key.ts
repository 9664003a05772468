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
  /** What it may do; null for all that keys may. */
  readonly scopes: readonly string[] | null;
}

/** What a key may be for, and what its maker must be allowed to do themselves to give it that: as the server has it, which refuses more. */
export const scopes = {
  read: ['orders:read', 'goods:read', 'customers:read', 'reports:read', 'settings:read'],
  orders: ['orders:place', 'orders:capture', 'orders:note', 'reviews:resolve', 'deliveries:resend', 'cards:keep'],
  refunds: ['refunds:create', 'credits:create'],
  goods: ['goods:write'],
  licenses: ['licenses:use'],
  settings: ['settings:write'],
  customers: ['customers:forget'],
} as const satisfies Readonly<Record<string, readonly string[]>>;
export type Scope = keyof typeof scopes;

const names = Object.keys(scopes) as readonly Scope[];

/** Those that somebody may give a key. */
export const scopesWithin = (can: (right: string) => boolean): readonly Scope[] =>
  names.filter((scope) => scopes[scope].every((right) => can(right)));

/** Those of a key that this page has words for. */
export const knownScopes = ({ scopes: own }: Pick<ApiKey, 'scopes'>): readonly Scope[] =>
  names.filter((scope) => own?.includes(scope));

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
