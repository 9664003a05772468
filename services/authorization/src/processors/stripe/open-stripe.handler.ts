import { readFile } from 'node:fs/promises';
import type { StripeOptions } from './api/stripe-options.js';
import type { StripeConfig } from './stripe-config.schema.js';
import { StripeProcessor } from './stripe-processor.client.js';

/** What the environment does not say. */
export interface StripeSurroundings extends Pick<StripeOptions, 'clock' | 'onUnreadable'> {
  /** For the metric `tollgate_processor_up`. */
  readonly onReachable?: (mode: 'test' | 'live', isUp: boolean) => void;
}

/** A processor for each account that the environment names: none, one or two. Throws on a file that cannot be read,
 *  and the DomainErrors of a key that is not of its mode. */
export const openStripeProcessors = async (
  config: StripeConfig,
  surroundings: StripeSurroundings,
): Promise<readonly StripeProcessor[]> => {
  const files = { test: config.TOLLGATE_STRIPE_TEST_KEY_FILE, live: config.TOLLGATE_STRIPE_LIVE_KEY_FILE };
  const accounts = (['test', 'live'] as const).map(async (mode) => {
    const file = files[mode];
    return file === undefined
      ? []
      : [processorOf({ config, surroundings, mode, secretKey: (await readFile(file, 'utf8')).trim() })];
  });
  return (await Promise.all(accounts)).flat();
};

interface Account {
  readonly config: StripeConfig;
  readonly surroundings: StripeSurroundings;
  readonly mode: 'test' | 'live';
  readonly secretKey: string;
}

const processorOf = ({ config, surroundings, mode, secretKey }: Account): StripeProcessor => {
  const { clock, onUnreadable, onReachable } = surroundings;
  const url = config.TOLLGATE_STRIPE_URL;
  return new StripeProcessor({
    secretKey,
    mode,
    clock,
    timeoutMs: config.TOLLGATE_STRIPE_TIMEOUT_MS,
    hasMulticapture: config.TOLLGATE_STRIPE_MULTICAPTURE === 'on',
    ...(mode === 'test' && url !== undefined && { url }),
    ...(onUnreadable && { onUnreadable }),
    ...(onReachable && { onReachable: (isUp: boolean) => onReachable(mode, isUp) }),
  });
};
