import { parseArgs } from 'node:util';
import { controls } from './control.ts';
import { faults } from './faults/catalogue.ts';
import { chosenOf } from './schedule.ts';

const ways = Map.groupBy(faults, ({ name }) => name.split(':')[0] ?? '');
const list = [...ways]
  .map(([way, of]) => `    ${way.padEnd(18)}${of.map(({ name }) => name.split(':')[1]).join(', ')}`)
  .join('\n');

export const help = `npm run chaos -- [options]: faults befall a whole stack under load; then it is asked what was lost

  --seed S          which faults, in which order, for how long, and which orders   a new one each time
  --count N         faults; a run that comes to fewer says so, and ends with 2     100
  --minutes M       for how long at most faults and orders go on                   15
  --pace N          orders a second                                                15
  --connections N   orders that may be on their way at once                        48
  --faults LIST     by way (kill), by target (nats) or whole (kill:nats)           all
  --control NAME    a negative control: a stack that must lose something, and the judges that must find it
                    ${Object.keys(controls).join(', ')}
  --keep            leaves the data folder, whatever comes of it
  --help

Faults
${list}

TOLLGATE_PORT_BASE names the ports, TOLLGATE_CHAOS_DATA the folder (it must not exist yet), TOLLGATE_FAKETIME libfaketime's file.
Exit code: 0 nothing was lost, doubled or late; 1 something was, and is named; 2 it could not be found out, or faults were left out.
`;

export interface Options {
  readonly seed: number;
  readonly count: number;
  readonly minutes: number;
  readonly ordersPerS: number;
  readonly connections: number;
  readonly faults: string | undefined;
  readonly control: string | undefined;
  readonly isKept: boolean;
  readonly isHelp: boolean;
}

const positive = (name: string, text: string): number => {
  const value = Number(text);
  if (!(value > 0)) throw new Error(`--${name} is "${text}"; it must be a number above 0`);
  return value;
};

/** Throws on what makes no sense. */
export const readOptions = (args: readonly string[]): Options => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seed: { type: 'string' },
      count: { type: 'string', default: '100' },
      minutes: { type: 'string', default: '15' },
      pace: { type: 'string', default: '15' },
      connections: { type: 'string', default: '48' },
      faults: { type: 'string' },
      control: { type: 'string' },
      keep: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.control !== undefined && !Object.hasOwn(controls, values.control))
    throw new Error(`there is no control ${values.control}`);
  chosenOf(faults, values.faults);
  return {
    seed: values.seed === undefined ? Date.now() % 1_000_000 : positive('seed', values.seed),
    count: positive('count', values.count),
    minutes: positive('minutes', values.minutes),
    ordersPerS: positive('pace', values.pace),
    connections: positive('connections', values.connections),
    faults: values.faults,
    control: values.control,
    isKept: values.keep,
    isHelp: values.help,
  };
};
