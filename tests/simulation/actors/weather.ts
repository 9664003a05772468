import type { System } from '../services/system.ts';

const DAY_MS = 86_400_000;
export const MOST_AHEAD_MS = 120_000;
/** None far ahead: what is due is due by the clock that said so, and would come that much later. */
const jumps = [-DAY_MS, -3_600_000, -5_000, 5_000, MOST_AHEAD_MS];
const services = ['gateway-ingress', 'tax-shipping', 'fraud', 'authorization', 'esd-delivery', 'notifications'];

/** What goes wrong at a time of its own, not at something that a process does: a stream is lost, a clock jumps, an acquirer is away. */
export const stir = (system: System, withinMs: number): void => {
  const { world } = system;
  const { random, faults } = world;
  for (let count = 0; count < faults.wiped; count += 1) world.after(random.below(withinMs), undefined, () => system.bus.wipe());
  for (let count = 0; count < faults.outage; count += 1) {
    const via = random.pick(['database', 'bus'] as const);
    world.after(random.below(withinMs), undefined, () => world.leave(via, random.pick([1_000, 5_000, 25_000])));
  }
  for (let count = 0; count < faults.clock; count += 1) world.after(random.below(withinMs), undefined, () => jump(system));
  if (faults.acquirer > 0 && random.happens(0.3)) world.after(random.below(withinMs), undefined, () => leave(system));
  if (faults.crash > 0) {
    for (let count = random.below(4); count > 0; count -= 1) world.after(random.below(withinMs), undefined, () => strike(system));
  }
};

const jump = (system: System): void => {
  const { random } = system.world;
  const byMs = random.pick(jumps);
  for (const process of system.living(random.pick(services))) {
    process.skewMs = byMs;
    process.note(`has its clock ${byMs / 1_000} s ahead`);
    system.world.after(random.between(5_000, 60_000), process, () => {
      process.skewMs = 0;
    });
  }
};

const leave = (system: System): void => {
  system.acquirer.isReachable = false;
  system.world.note('acquirer', 'is away');
  system.world.after(system.world.random.between(2_000, 30_000), undefined, () => {
    system.acquirer.isReachable = true;
  });
};

const strike = (system: System): void => {
  const { random } = system.world;
  const [process] = system.living(random.pick(services));
  process?.kill();
};
