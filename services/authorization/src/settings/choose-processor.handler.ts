import type { Order } from '@tollgate/order';
import type { CurrentSettings } from '@tollgate/settings';
import type { CardProcessor } from '../processors/card-processor.js';
import { chooseProcessor } from '../processors/choose-processor.js';
import type { ProcessorRegistry } from '../processors/processor-registry.js';
import type { ProcessorSettings } from './processor-settings.schema.js';

/** Where the settings in force come from: the service's SettingsStore. */
export type CurrentProcessorSettings = (scope: {
  readonly merchant: string;
  readonly mode: 'test' | 'live';
}) => Promise<CurrentSettings<ProcessorSettings>>;

/** Chooses the processor of an order by its merchant's settings. */
export class ChooseProcessorHandler {
  constructor(
    private readonly registry: ProcessorRegistry,
    private readonly current: CurrentProcessorSettings,
  ) {}

  /** The processor, with the version of the settings that chose it; undefined where none takes the order's mode, currency and brand.
   *  Throws TransientError while the settings are not known and cannot be read. */
  async choose({
    merchant,
    mode,
    placed,
  }: Order): Promise<{ readonly processor: CardProcessor; readonly settingsVersion: number } | undefined> {
    const { document, version: settingsVersion } = await this.current({ merchant, mode });
    const payment = { mode, currency: placed.currency, brand: placed.card?.brand ?? '' };
    const name = chooseProcessor(document.rules, payment, this.registry.serving(mode));
    const processor = name === undefined ? undefined : this.registry.find(name, mode);
    return processor && { processor, settingsVersion };
  }
}
