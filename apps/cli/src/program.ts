import { Command } from 'commander';
import { audit } from './commands/audit.js';
import { goodsUpload } from './commands/goods-upload.js';
import { keysListCommand, keysRotateCommand } from './commands/keys.js';
import { listenCommand } from './commands/listen.js';
import { ordersCommand } from './commands/orders.js';
import { parkedCommand } from './commands/parked.js';
import { rebuildCommand } from './commands/rebuild.js';
import { republishCommand } from './commands/republish.js';
import { seedCommand } from './commands/seed.js';
import { timelineCommand } from './commands/timeline.js';
import { verifyCommand } from './commands/verify.js';
import { ending } from './ending.js';

/** Every command with its options. */
export const program = new Command('tollgate')
  .description(
    'The operator’s command line. It finds the running stack in .tollgate, from here upwards, in TOLLGATE_DATA where that is set, or by the environment.',
  )
  .showHelpAfterError();

program
  .command('orders')
  .description(
    'the newest orders, a line each: status, payment, what was captured and refunded; exit code 0 shown, 2 the log could not be read',
  )
  .option('-n, --limit <count>', 'how many, 1 to 1000', '20')
  .action(ending(ordersCommand));
program
  .command('timeline')
  .argument('<id>', 'an order (ord_…), a merchant (mer_…) whose settings are meant, or any subject by its uuid')
  .description(
    'every step of one order: operations on its money, reviews, deliveries and mails, with the time since it was placed; never card or personal data; exit code 0 shown, 2 nothing is recorded of it, or the log could not be read',
  )
  .option('--mode <mode>', 'of a merchant’s settings: test or live', 'test')
  .action(ending(timelineCommand));
program
  .command('verify')
  .description(
    're-hashes the whole log, subjects of every kind; exit code 0 every chain holds, 1 the first event that does not fit is named, 2 the log could not be read',
  )
  .action(ending(verifyCommand));
program
  .command('audit')
  .description(
    'checks the invariants over the live log, the read models and the journals of the outside; exit code 0 all that was asked for holds, 1 a violation is named, 2 something could not be checked',
  )
  .option(
    '--acquirer-journal <[processor=]file>',
    'an acquirer’s own journal; again for each processor. Unless given, those of the running stack',
    (file: string, files: readonly string[] = []) => [...files, file],
  )
  .option('--mail-journal <file>', 'the mail server’s own journal. Unless given, that of the running stack')
  .option('--without-journals', 'reads no journal: what only they can show is passed over, and said so')
  .option('--grace <seconds>', 'for how long an order may stand still', '30')
  .option('--only <checks>', 'these checks alone, e.g. I2,I13')
  .action(ending(audit));
program
  .command('rebuild')
  .description(
    'builds the read models anew from the log, while orders go on; exit code 0 they are shown, 1 it failed, e.g. as it could read less than the log holds, 2 reporting or the bus does not answer',
  )
  .action(ending(rebuildCommand));
program
  .command('republish')
  .argument('[id...]', 'orders (ord_…), merchants (mer_…) or subjects by their uuid')
  .description(
    'publishes events of the log to the bus once more; harmless, as every service knows what it did. The gateway does so by itself where it finds that the bus lost something; exit code 0 the bus took all, 2 it did not, or the log could not be read',
  )
  .option('--since <time>', 'all that was recorded since: 15m, 2h, 3d, or 2026-11-26T09:00:00Z')
  .option('--mode <mode>', 'of a merchant’s settings: test or live', 'test')
  .action(ending(republishCommand));
program
  .command('parked')
  .description(
    'events that a service could not handle; exit code 0 none (with --redrive: all are handled now), 1 some, 2 a service or the bus does not answer',
  )
  .option('--redrive <service>', 'handles a service’s parked events once more')
  .action(ending(parkedCommand));
program
  .command('goods')
  .description('downloadable goods')
  .command('upload')
  .argument('<sku>')
  .argument('<file>')
  .option('--description <text>', 'what the customer reads')
  .option('--name <name>', 'the file’s name for the customer')
  .description(
    'sends a file into a good, making the good when it is new; what was broken off goes on when it is sent again; exit code 0 it is stored, 1 the API refused it, 2 there is no such file, or the API does not answer',
  )
  .action(ending(goodsUpload));
program
  .command('seed')
  .option('--orders <count>', 'how many', '10000')
  .option('--seed <text>', 'the same one makes the same year', '1')
  .option('--until <day>', 'the year’s last day (UTC), YYYY-MM-DD; today unless given')
  .option('--merchant <id>', 'whose orders: mer_…; the demo merchant’s unless given')
  .option('--mode <mode>', 'test or live', 'test')
  .description(
    'writes a year of made-up business into the log of a running stack, for good: orders of several countries with refunds, declines, reviews, partial captures and downloads; nothing of it reaches the bus, an acquirer or a mail server; exit code 0 it is there, 2 it could not be written',
  )
  .action(ending(seedCommand));
program
  .command('listen')
  .requiredOption('--forward <url>', 'your server, e.g. http://localhost:3000/hook')
  .option('--key-file <file>', 'holds an API key; that of TOLLGATE_API_KEY, or else the demo merchant’s, unless given')
  .option('--api <url>', 'of an API that runs elsewhere, with a certificate that this machine trusts')
  .description(
    'forwards what happens to orders from now on to a server on this machine, signed as webhooks are, by a secret that it prints; until Ctrl-C; exit code 0 it was ended, 1 the API refused the key, 2 the API does not answer',
  )
  .action(ending(listenCommand));
const keys = program.command('keys').description('the keys of authorization’s vault');
keys
  .command('list')
  .description(
    'the keys at work, by name; exit code 0 all are configured, 1 cards need one that is not, 2 authorization or the bus does not answer',
  )
  .action(ending(keysListCommand));
keys
  .command('rotate')
  .description(
    'wraps all data keys under the current vault key, while orders go on; exit code 0 all are, 1 some cannot be unwrapped, 2 authorization or the bus does not answer',
  )
  .action(ending(keysRotateCommand));
