/** `npm run seed`: `tollgate seed` of the command line, on the running stack. */
process.argv.splice(2, 0, 'seed');
const commandLine: string = '../../apps/cli/dist/main.js';
await import(commandLine);
