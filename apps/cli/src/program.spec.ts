import type { Command } from 'commander';
import { program } from './program.js';

/** The commands that do something, with those within groups. */
const commandsOf = (group: Command): readonly Command[] =>
  group.commands.flatMap((command) => (command.commands.length > 0 ? commandsOf(command) : [command]));

describe('tollgate --help', () => {
  it.each(commandsOf(program).map((command) => [command.name(), command] as const))(
    '%s: says what its exit codes mean, that of what could not be done too',
    (_name, command) => expect(command.helpInformation().replace(/\s+/g, ' ')).toMatch(/exit code 0 .* 2 /),
  );
});
