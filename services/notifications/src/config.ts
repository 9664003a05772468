import { z } from 'zod';
import { isMailAddress } from './smtp/mail-address.js';

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
  .transform((env) => ({
    postgresUrl: env.TOLLGATE_POSTGRES_URL,
    smtpUrl: env.TOLLGATE_SMTP_URL,
    smtpCaFile: env.TOLLGATE_SMTP_CA_FILE || undefined,
    smtpConnections: env.TOLLGATE_SMTP_CONNECTIONS,
    mailFrom: env.TOLLGATE_MAIL_FROM,
    downloadsUrl: env.TOLLGATE_DOWNLOADS_URL.replace(/\/$/, ''),
    keyEncryptionKeyFile: env.TOLLGATE_KEY_ENCRYPTION_KEY_FILE,
    linkKeyFile: env.TOLLGATE_LINK_KEY_FILE,
    webhookPorts: env.TOLLGATE_WEBHOOK_PORTS.split(',').filter(Boolean).map(Number),
    allowsLocalWebhooks: env.TOLLGATE_ALLOW_LOCAL_WEBHOOKS === '1',
  }));

export type Config = z.infer<typeof configSchema>;
