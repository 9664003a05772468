import { readFileSync } from 'node:fs';

export interface Config {
  readonly host: string;
  readonly port: number;
  /** Where customers open the shop, without a slash at its end. */
  readonly shopUrl: string;
  readonly apiUrl: string;
  readonly apiKey: string;
  /** PEM: who certified the gateway, where that is nobody whom machines trust. */
  readonly ca: string | undefined;
  readonly tls: { readonly cert: string; readonly key: string };
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Throws where a variable is missing, with its name. */
export const readConfig = (environment: Environment): Config => {
  const text = (name: string): string => {
    const value = environment[name];
    if (!value) throw new Error(`${name} is not set`);
    return value;
  };
  const file = (name: string): string => readFileSync(text(name), 'utf8');
  return {
    host: environment.TOLLGATE_LISTEN_HOST || '127.0.0.1',
    port: Number(text('TOLLGATE_STOREFRONT_PORT')),
    shopUrl: text('TOLLGATE_STOREFRONT_URL').replace(/\/$/, ''),
    apiUrl: text('TOLLGATE_API_URL'),
    apiKey: file('TOLLGATE_API_KEY_FILE').trim(),
    ca: environment.TOLLGATE_TLS_CA_FILE ? file('TOLLGATE_TLS_CA_FILE') : undefined,
    tls: { cert: file('TOLLGATE_TLS_CERT_FILE'), key: file('TOLLGATE_TLS_KEY_FILE') },
  };
};
