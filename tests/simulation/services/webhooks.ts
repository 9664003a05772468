import { FollowLog } from '../../../services/notifications/dist/webhooks/follow-log.handler.js';
import { SendWebhooks } from '../../../services/notifications/dist/webhooks/send-webhooks.handler.js';
import type { Process } from '../world/process.ts';
import { loggerOf, noMetrics, standIn } from './nest.ts';
import type { System } from './system.ts';

type Config = ConstructorParameters<typeof SendWebhooks>[7];

/** Signatures are no part of a run: each costs as much as all the rest of a webhook. */
const noKeys = { signing: () => [] };

const LOOK_MS = 5_000;

/** Clocks are two minutes ahead at most, which puts nothing off by hours. */
const noSlips = { mend: async () => 0 };

/** Webhooks in a process of notifications: the log followed for endpoints, and what sends to them; nothing where there are none. */
export const webhooksIn = (process: Process, system: System, config: Config): readonly SendWebhooks[] => {
  if (system.webhooks.endpoints.size === 0) return [];
  const webhooks = system.part('webhooks', system.webhooks.of(process), process);
  const logger = loggerOf(process, system);
  const follower = standIn<{ look(): Promise<number> }>(
    new FollowLog(standIn(webhooks), standIn(noSlips), process.clock, standIn(logger)),
  );
  const look = async (): Promise<void> => {
    await follower.look().catch((error: unknown) => logger.warn({ error }, 'the log could not be followed for webhooks'));
    setTimeout(() => void look(), LOOK_MS);
  };
  void look();
  const sending = new SendWebhooks(
    standIn(webhooks),
    standIn(noKeys),
    standIn(webhooks),
    standIn(webhooks),
    standIn(webhooks),
    process.clock,
    system.world.random,
    config,
    standIn(logger),
    standIn(noMetrics),
  );
  return [sending];
};
