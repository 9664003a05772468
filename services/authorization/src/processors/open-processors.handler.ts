import type { Clock } from '@tollgate/errors';
import { crashPoint } from '@tollgate/order-log';
import { type Log, type Metrics, retryForever } from '@tollgate/service';
import type { DataSource } from 'typeorm';
import type { AuthorizationConfig } from '../config.js';
import { AFTER_SEND } from '../operations/crash-points.data.js';
import { openIso8583Processor } from './iso8583/open-iso8583.handler.js';
import { linkMeter } from './link-meter.store.js';
import type { ConfiguredProcessor } from './processor-registry.js';
import { openStripeProcessors } from './stripe/open-stripe.handler.js';
import { findSentAuthorization } from './terminal/sent-authorizations.repository.js';
import { SerialNumbers } from './terminal/serial-numbers.store.js';
import type { TerminalLease } from './terminal/terminal-lease.store.js';

/** What processors are made with. */
export interface ProcessorRuntime {
  readonly config: AuthorizationConfig;
  readonly database: DataSource;
  readonly terminal: TerminalLease;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
}

/** Makes the processors of one kind that the environment asks for: none, one, or one for each mode. */
type OpenProcessors = (runtime: ProcessorRuntime) => Promise<readonly ConfiguredProcessor[]>;

const AUTHORIZATIONS: ReadonlySet<string> = new Set(['0100', '0200']);

const iso8583: OpenProcessors = async ({ config, database, terminal, clock, log, metrics }) => {
  const { TOLLGATE_ACQUIRER_PORT, TOLLGATE_ALLOW_SIMULATOR_LIVE: allowsLive } = config;
  if (TOLLGATE_ACQUIRER_PORT === undefined) return [];
  const processor = await openIso8583Processor(
    { ...config, TOLLGATE_ACQUIRER_PORT },
    {
      serials: SerialNumbers.ofSequence(database),
      terminal,
      clock,
      log,
      meter: linkMeter(metrics),
      findSent: (answer) => retryForever('the database', log, () => findSentAuthorization(database, answer)),
      afterSend: (mti) => {
        if (AUTHORIZATIONS.has(mti)) crashPoint(AFTER_SEND);
      },
    },
  );
  return [{ processor, isLiveTrial: processor.mode === 'test' && allowsLive === '1' }];
};

const stripe: OpenProcessors = async ({ config, clock, log }) => {
  const onUnreadable = (error: Error): void => log.error({ error }, 'an answer of Stripe cannot be read');
  const processors = await openStripeProcessors(config, { clock, onUnreadable });
  return processors.map((processor) => ({ processor }));
};

/** One line a processor. The first one of a mode is the default of its merchants. */
const kinds: readonly OpenProcessors[] = [iso8583, stripe];

/** The processors that the environment asks for, not yet open. Throws on a file or a profile that cannot be read. */
export const openProcessors = async (runtime: ProcessorRuntime): Promise<readonly ConfiguredProcessor[]> =>
  (await Promise.all(kinds.map((open) => open(runtime)))).flat();
