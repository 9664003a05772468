import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { dkimFault } from './smtp/dkim-key.js';
import type { DkimKey } from './smtp/dkim-signature.client.js';
import { domainOf, isMailAddress } from './smtp/mail-address.js';

/** Where mails come back to that a server took and could not deliver. */
export interface BouncesConfig {
  readonly domain: string;
  readonly host: string;
  readonly port: number;
  /** PEM files; undefined: STARTTLS is not offered. */
  readonly tls: { readonly certFile: string; readonly keyFile: string } | undefined;
}

interface BouncesEnvironment {
  readonly TOLLGATE_BOUNCE_DOMAIN: string;
  readonly TOLLGATE_BOUNCE_PORT: number;
  readonly TOLLGATE_LISTEN_HOST: string;
  readonly TOLLGATE_BOUNCE_TLS_CERT_FILE?: string | undefined;
  readonly TOLLGATE_BOUNCE_TLS_KEY_FILE?: string | undefined;
}

const bouncesOf = (env: BouncesEnvironment): BouncesConfig | undefined => {
  if (env.TOLLGATE_BOUNCE_DOMAIN === '') return undefined;
  const { TOLLGATE_BOUNCE_TLS_CERT_FILE: certFile, TOLLGATE_BOUNCE_TLS_KEY_FILE: keyFile } = env;
  const tls = certFile && keyFile ? { certFile, keyFile } : undefined;
  return {
    domain: env.TOLLGATE_BOUNCE_DOMAIN.toLowerCase(),
    host: env.TOLLGATE_LISTEN_HOST,
    port: env.TOLLGATE_BOUNCE_PORT,
    tls,
  };
};

interface DkimEnvironment {
  readonly TOLLGATE_DKIM_KEY_FILE?: string | undefined;
  readonly TOLLGATE_DKIM_SELECTOR: string;
  readonly TOLLGATE_DKIM_DOMAIN?: string | undefined;
  readonly TOLLGATE_MAIL_FROM: string;
}

const dkimKeyOf = (env: DkimEnvironment, onFault: (message: string) => void): DkimKey | undefined => {
  if (!env.TOLLGATE_DKIM_KEY_FILE) return undefined;
  const mailDomain = domainOf(env.TOLLGATE_MAIL_FROM).toLowerCase();
  const domain = (env.TOLLGATE_DKIM_DOMAIN || mailDomain).toLowerCase();
  try {
    const privateKey = readFileSync(env.TOLLGATE_DKIM_KEY_FILE, 'utf8');
    const { asymmetricKeyType: keyType, asymmetricKeyDetails } = createPrivateKey(privateKey);
    const fault = dkimFault({ keyType, bits: asymmetricKeyDetails?.modulusLength ?? 0, domain, mailDomain });
    if (fault === undefined) return { domain, selector: env.TOLLGATE_DKIM_SELECTOR, privateKey };
    onFault(fault);
  } catch {
    onFault('must be a file with a private key in PEM'); // what it holds instead is nobody's to read
  }
  return undefined;
};

/** What notifications reads from its environment beside what every service does. */
export const configSchema = z
  .object({
    TOLLGATE_POSTGRES_URL: z.string().min(1),
    /** smtp://[user:password@]host[:port], smtps:// for TLS from the start. Over smtp:// TLS is taken up where the server offers it; with a
     *  user and password it is required. A certificate that does not verify is refused. */
    TOLLGATE_SMTP_URL: z.url({ protocol: /^smtps?$/ }),
    /** PEM of who signed the mail server's certificate, where that is nobody whom the system trusts. */
    TOLLGATE_SMTP_CA_FILE: z.string().optional(),
    /** How many mails are on their way at once; at most half of them to one domain. */
    TOLLGATE_SMTP_CONNECTIONS: z.coerce.number().int().min(1).max(64).default(8),
    TOLLGATE_MAIL_FROM: z.string().refine(isMailAddress, 'must be a plain mail address').default('receipts@tollgate.example'),
    /** PEM of the RSA key that mails are signed with (DKIM); absent: they are not signed. */
    TOLLGATE_DKIM_KEY_FILE: z.string().optional(),
    /** The name of its record: `<selector>._domainkey.<domain>`. */
    TOLLGATE_DKIM_SELECTOR: z
      .string()
      .regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i, 'must be a name as domains have them')
      .default('tollgate'),
    /** The domain of TOLLGATE_MAIL_FROM unless given. */
    TOLLGATE_DKIM_DOMAIN: z.string().optional(),
    TOLLGATE_LISTEN_HOST: z.string().default('127.0.0.1'),
    /** Mails that a server sends back come to addresses of this domain, whose MX leads here; empty: to TOLLGATE_MAIL_FROM, and nobody reads them. */
    TOLLGATE_BOUNCE_DOMAIN: z
      .string()
      .max(190)
      .regex(/^([a-z0-9-]+(\.[a-z0-9-]+)+)?$/i, 'must be a domain')
      .default(''),
    /** Where the mail server for these listens. */
    TOLLGATE_BOUNCE_PORT: z.coerce.number().int().min(0).max(65_535).default(8025),
    /** PEM: with both it offers STARTTLS. */
    TOLLGATE_BOUNCE_TLS_CERT_FILE: z.string().optional(),
    TOLLGATE_BOUNCE_TLS_KEY_FILE: z.string().optional(),
    TOLLGATE_DOWNLOADS_URL: z.url(),
    TOLLGATE_KEY_ENCRYPTION_KEY_FILE: z.string().min(1),
    TOLLGATE_LINK_KEY_FILE: z.string().min(1),
    /** Ports beside 443 that merchants' webhooks may go to, e.g. `8443,9443`. */
    TOLLGATE_WEBHOOK_PORTS: z
      .string()
      .regex(/^(\d{1,5}(,\d{1,5})*)?$/)
      .default(''),
    /** `1`: webhooks of test mode may go to this machine (`http://localhost:3000/hook`), so that whoever develops against it can
     *  see them. Never those of live mode. */
    TOLLGATE_ALLOW_LOCAL_WEBHOOKS: z.enum(['0', '1']).default('0'),
  })
  .transform((env, context) => ({
    postgresUrl: env.TOLLGATE_POSTGRES_URL,
    smtpUrl: env.TOLLGATE_SMTP_URL,
    smtpCaFile: env.TOLLGATE_SMTP_CA_FILE || undefined,
    smtpConnections: env.TOLLGATE_SMTP_CONNECTIONS,
    mailFrom: env.TOLLGATE_MAIL_FROM,
    dkim: dkimKeyOf(env, (message) => context.addIssue({ code: 'custom', path: ['TOLLGATE_DKIM_KEY_FILE'], message })),
    bounces: bouncesOf(env),
    downloadsUrl: env.TOLLGATE_DOWNLOADS_URL.replace(/\/$/, ''),
    keyEncryptionKeyFile: env.TOLLGATE_KEY_ENCRYPTION_KEY_FILE,
    linkKeyFile: env.TOLLGATE_LINK_KEY_FILE,
    webhookPorts: env.TOLLGATE_WEBHOOK_PORTS.split(',').filter(Boolean).map(Number),
    allowsLocalWebhooks: env.TOLLGATE_ALLOW_LOCAL_WEBHOOKS === '1',
  }));

export type Config = z.infer<typeof configSchema>;
