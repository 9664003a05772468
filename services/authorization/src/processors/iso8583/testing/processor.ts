import { type AcquirerProfile, PROFILES } from '@tollgate/iso8583';
import { type Iso8583Parts, Iso8583Processor } from '../iso8583-processor.client.js';
import { AcquirerLink, type LinkOptions } from '../link/acquirer-link.client.js';
import type { LinkMeter } from '../link/link-meter.js';

export const profileNamed = (name: string): AcquirerProfile => {
  const profile = PROFILES[name];
  if (profile === undefined) throw new Error(`there is no profile ${name}`);
  return profile;
};

/** What the link told of itself. */
export class RecordedMeter implements LinkMeter {
  readonly ups: boolean[] = [];
  inFlightNow = 0;
  answers = 0;
  unmatchedCount = 0;
  unreadableCount = 0;
  lateCount = 0;

  up(isUp: boolean): void {
    this.ups.push(isUp);
  }
  inFlight(count: number): void {
    this.inFlightNow = count;
  }
  answerMs(): void {
    this.answers += 1;
  }
  unmatched(): void {
    this.unmatchedCount += 1;
  }
  unreadable(): void {
    this.unreadableCount += 1;
  }
  lateApprovals(): void {
    this.lateCount += 1;
  }
}

/** Sentences logged, and the fields they came with. */
export class RecordedLog {
  readonly lines: { readonly sentence: string; readonly fields: object }[] = [];

  info(fields: object, sentence: string): void {
    this.lines.push({ sentence, fields });
  }
  warn(fields: object, sentence: string): void {
    this.lines.push({ sentence, fields });
  }
  get sentences(): readonly string[] {
    return this.lines.map(({ sentence }) => sentence);
  }
}

export const ANSWER_TIMEOUT_MS = 300;

export interface TestProcessor {
  readonly processor: Iso8583Processor;
  readonly link: AcquirerLink;
  readonly meter: RecordedMeter;
  readonly log: RecordedLog;
  readonly late: { readonly order: string; readonly operation: string }[];
}

export interface TestOptions {
  readonly ports: readonly number[];
  readonly profile?: AcquirerProfile;
  readonly link?: Partial<LinkOptions>;
  readonly parts?: Partial<Iso8583Parts>;
}

let nextSerial = BigInt(Date.now()) * 1000n;

/** A processor on the ports of 127.0.0.1, not yet open, with clocks and numbers of its own. */
export const testProcessor = ({ ports, profile = profileNamed('iso87-ascii'), link, parts }: TestOptions): TestProcessor => {
  const meter = new RecordedMeter();
  const log = new RecordedLog();
  const clock = { now: () => new Date() };
  const acquirerLink = new AcquirerLink({
    profile,
    hosts: ports.map((port) => ({ host: '127.0.0.1', port })),
    timeoutMs: ANSWER_TIMEOUT_MS,
    connectTimeoutMs: 300,
    echoEveryMs: 10_000,
    clock,
    log,
    meter,
    ...link,
  });
  const processor = new Iso8583Processor({
    profile,
    link: acquirerLink,
    serials: {
      take: async () => {
        nextSerial += 1n;
        return nextSerial;
      },
    },
    terminal: { terminalId: async () => 'TG000001' },
    clock,
    acquirerId: '100001',
    mode: 'test',
    log,
    meter,
    ...parts,
  });
  const late: { order: string; operation: string }[] = [];
  processor.onLateApproval((each) => late.push(each));
  return { processor, link: acquirerLink, meter, log, late };
};

/** Waits for what happens elsewhere, for four seconds at most. */
export const until = async (isSo: () => boolean): Promise<void> => {
  for (let turn = 0; turn < 800 && !isSo(); turn++) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(isSo()).toBe(true);
};
