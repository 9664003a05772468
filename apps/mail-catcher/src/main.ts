import { startMailCatcher } from './mail-catcher.js';

const port = (name: string, otherwise: number): number => Number(process.env[name] ?? otherwise);

const catcher = await startMailCatcher({
  host: process.env.TOLLGATE_LISTEN_HOST ?? '127.0.0.1',
  smtpPort: port('TOLLGATE_SMTP_PORT', 7425),
  httpPort: port('TOLLGATE_MAIL_PORT', 7426),
  journalFile: process.env.TOLLGATE_MAIL_JOURNAL,
});
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void catcher.stop().then(() => process.exit(0)));
console.log(JSON.stringify({ level: 'info', msg: 'mail catcher is open', smtp: catcher.smtpUrl, page: catcher.url }));
