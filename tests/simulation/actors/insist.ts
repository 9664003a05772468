import type { System } from '../services/system.ts';
import type { Process } from '../world/process.ts';

const TIMEOUT_MS = 10_000;

/** Asks any process of a service, through what it offers, until it answers: as one command. */
export const insist = async <E, T>(
  system: System,
  service: string,
  ask: (entry: E, command: string) => Promise<T>,
): Promise<T> => {
  const command = crypto.randomUUID();
  for (;;) {
    const [process] = system.living(service);
    const answer = process && (await askOnce(system, process, (entry: E) => ask(entry, command)));
    if (answer !== undefined) return answer;
    await system.world.sleep(1_000);
  }
};

const askOnce = <E, T>({ world, entries }: System, process: Process, ask: (entry: E) => Promise<T>): Promise<T | undefined> => {
  const entry = entries.get(process) as E;
  return new Promise((resolve) => {
    world.after(TIMEOUT_MS, undefined, () => resolve(undefined));
    world.after(0, process, () => {
      ask(entry).then(resolve, () => resolve(undefined));
    });
  });
};
