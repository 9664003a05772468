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
  --minutes M       for how long faults and orders go on                           6
  --orders N        orders in that time, placed at an even pace                    5400
  --connections N   orders that may be on their way at once                        48
  --faults LIST     by way (kill), by target (nats) or whole (kill:nats)           all
  --control NAME    a negative control: a stack that must lose orders, and the checker that must find it
                    ${Object.keys(controls).join(', ')}
  --keep            leaves the data folder, whatever comes of it
  --help

Faults
${list}

TOLLGATE_PORT_BASE names the ports, TOLLGATE_CHAOS_DATA the folder (it must not exist yet), TOLLGATE_FAKETIME libfaketime's file.
Exit code: 0 nothing was lost, doubled or late; 1 something was, and is named; 2 it could not be found out.
`;

export interface Options {
  readonly seed: number;
  readonly minutes: number;
  readonly orders: number;
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
      minutes: { type: 'string', default: '6' },
      orders: { type: 'string', default: '5400' },
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
    minutes: positive('minutes', values.minutes),
    orders: positive('orders', values.orders),
    connections: positive('connections', values.connections),
    faults: values.faults,
    control: values.control,
    isKept: values.keep,
    isHelp: values.help,
  };
};
