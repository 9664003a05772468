import { Command } from 'commander';
import { audit } from './commands/audit.js';
import { goodsUpload } from './commands/goods-upload.js';
import { keysListCommand, keysRotateCommand } from './commands/keys.js';
import { ordersCommand, timelineCommand } from './commands/orders.js';
import { parkedCommand } from './commands/parked.js';
import { rebuildCommand } from './commands/rebuild.js';
import { verifyCommand } from './commands/verify.js';
import { CannotCheck } from './stack.js';

/** The command's answer becomes the exit code: 0 clean, 1 a violation or a failure named, 2 could not be done. */
const ending =
  <A extends readonly unknown[]>(command: (...args: A) => Promise<number>) =>
  async (...args: A): Promise<void> => {
    process.exitCode = await command(...args).catch((error: unknown) => {
      const cause = error instanceof Error && error.cause instanceof Error ? ` (${error.cause.message})` : '';
      console.error(error instanceof CannotCheck ? `${error.message}${cause}` : error);
      return 2;
    });
  };

const program = new Command('tollgate')
  .description(
    'The operator’s command line. It finds the running stack by .tollgate/demo.json (or TOLLGATE_DATA), or by the environment.',
  )
  .showHelpAfterError();

program
  .command('orders')
  .description('the newest orders')
  .option('-n, --limit <count>', 'how many', '20')
  .action(ending(ordersCommand));
program.command('timeline').argument('<order>', 'ord_…').description('every step of one order').action(ending(timelineCommand));
program
  .command('verify')
  .description('re-hashes the whole log; names the first event that does not fit')
  .action(ending(verifyCommand));
program
  .command('audit')
  .description('checks the invariants over the live log; exit code 0 clean, 1 a violation named, 2 could not check')
  .option('--acquirer-journal <file>', 'also checks the outside: the acquirer’s own journal')
  .option('--mail-journal <file>', 'also checks the outside: the mails that were taken')
  .action(ending(audit));
program
  .command('rebuild')
  .description('builds the read models anew from the log, while orders go on')
  .action(ending(rebuildCommand));
program
  .command('parked')
  .description('events that a service could not handle')
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
  .description('streams a file into a good, making the good when it is new')
  .action(ending(goodsUpload));
const keys = program.command('keys').description('the keys of authorization’s vault');
keys
  .command('list')
  .description('the keys at work, by name; exit code 1 when cards need one that is not configured')
  .action(ending(keysListCommand));
keys
  .command('rotate')
  .description('wraps all data keys under the current vault key, while orders go on')
  .action(ending(keysRotateCommand));

await program.parseAsync();
