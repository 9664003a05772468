import type { RecordedEvent } from '@tollgate/contracts';
import { type OrderLog, settingsTarget } from '@tollgate/order-log';
import type { CurrentSettings, SettingsArea } from './settings-area.js';
import type { SettingsHints, SettingsScope } from './settings-hints.js';
import { settingsInForce } from './settings-in-force.js';

export interface SettingsStoreOptions {
  readonly log: Pick<OrderLog, 'load'>;
  readonly hints: SettingsHints;
  readonly clock: { now(): Date };
  /** How many merchants are kept in memory, each mode for itself. Default: 5,000. */
  readonly limit?: number;
  /** How old what is in memory may be before it is read again in the background, should a hint be lost. Default: 5 s.
   *  Twice as old, it is waited for. */
  readonly refreshMs?: number;
}

/** What is in memory of one merchant and mode. */
interface Entry {
  readonly scope: SettingsScope;
  /** The newest event that was read. */
  newest: string | undefined;
  /** By area, what was not asked for since it was read: older documents are kept no longer than that. */
  readonly unparsed: Map<string, readonly RecordedEvent[]>;
  readonly inForce: Map<string, CurrentSettings<object>>;
  /** Milliseconds of the clock when the last read began; what was appended before it is in it. */
  readAtMs: number;
  /** How often it was told to read again. */
  hintCount: number;
  reading: Promise<void> | undefined;
}

const NEVER = Number.NEGATIVE_INFINITY;

/** The settings of merchants, from memory: an order pays nothing for them. Read from the log at their first use, again
 *  when a hint says that they were changed, and again when what is there is 5 s old, so that a lost hint heals by
 *  itself. */
export class SettingsStore {
  private readonly entries = new Map<string, Entry>();
  private readonly limit: number;
  private readonly refreshMs: number;
  private readonly stopListening: () => void;

  constructor(private readonly options: SettingsStoreOptions) {
    this.limit = options.limit ?? 5_000;
    this.refreshMs = options.refreshMs ?? 5_000;
    this.stopListening = options.hints.onChanged((scope) => this.hint(scope));
  }

  /** What is in force of an area. Throws TransientError when it is not known well enough and the log is out of
   *  reach. */
  async current<T extends object>(area: SettingsArea<T>, scope: SettingsScope): Promise<CurrentSettings<T>> {
    const entry = this.entryOf(scope);
    const ageMs = this.options.clock.now().getTime() - entry.readAtMs;
    if (ageMs >= 2 * this.refreshMs) await this.read(entry);
    else if (ageMs >= this.refreshMs) this.readInBackground(entry);
    return inForceIn(entry, area);
  }

  /** Reads a merchant's settings again: after what was appended here, so that whoever asks next sees it. */
  async refresh(scope: SettingsScope): Promise<void> {
    const entry = this.entryOf(scope);
    entry.hintCount += 1;
    await this.read(entry);
  }

  close(): void {
    this.stopListening();
  }

  private hint(scope: SettingsScope): void {
    const entry = this.entries.get(keyOf(scope));
    if (entry === undefined) return;
    entry.hintCount += 1;
    entry.readAtMs = NEVER; // whoever asks from now on waits for the read
    this.readInBackground(entry);
  }

  private entryOf(scope: SettingsScope): Entry {
    const key = keyOf(scope);
    const known = this.entries.get(key);
    if (known !== undefined) return known;
    const [oldest] = this.entries.keys();
    if (oldest !== undefined && this.entries.size >= this.limit) this.entries.delete(oldest);
    const { merchant, mode } = scope;
    const entry: Entry = {
      scope: { merchant, mode },
      newest: undefined,
      unparsed: new Map(),
      inForce: new Map(),
      readAtMs: NEVER,
      hintCount: 0,
      reading: undefined,
    };
    this.entries.set(key, entry);
    return entry;
  }

  /** One read at a time for all who wait. */
  private read(entry: Entry): Promise<void> {
    entry.reading ??= this.readNow(entry).finally(() => {
      entry.reading = undefined;
    });
    return entry.reading;
  }

  /** What cannot be read now is read by the next that asks. */
  private readInBackground(entry: Entry): void {
    this.read(entry).catch(() => undefined);
  }

  /** Reads again when a hint came meanwhile: what it speaks of may have been appended after this read began. */
  private async readNow(entry: Entry): Promise<void> {
    const { log, clock } = this.options;
    let hintCount: number;
    do {
      hintCount = entry.hintCount;
      const beganAtMs = clock.now().getTime();
      const { events } = await log.load(settingsTarget(entry.scope.merchant, entry.scope.mode));
      if (hintCount === entry.hintCount) entry.readAtMs = beganAtMs;
      replace(entry, events);
    } while (hintCount !== entry.hintCount);
  }
}

const keyOf = ({ merchant, mode }: SettingsScope): string => `${mode} ${merchant}`;

const areaOf = (event: RecordedEvent): string => (event.type === 'SettingsChanged' ? event.data.area : '');

/** Nothing where nothing was changed. */
const replace = (entry: Entry, events: readonly RecordedEvent[]): void => {
  const newest = events.at(-1)?.header.id;
  if (newest === entry.newest) return;
  entry.newest = newest;
  entry.inForce.clear();
  entry.unparsed.clear();
  for (const [area, changes] of Map.groupBy(events, areaOf)) entry.unparsed.set(area, changes);
};

/** Parsed once for each change. */
const inForceIn = <T extends object>(entry: Entry, area: SettingsArea<T>): CurrentSettings<T> => {
  const known = entry.inForce.get(area.area);
  if (known !== undefined) return known as CurrentSettings<T>;
  const current = settingsInForce(area, entry.unparsed.get(area.area) ?? []);
  entry.inForce.set(area.area, current);
  entry.unparsed.delete(area.area);
  return current;
};
