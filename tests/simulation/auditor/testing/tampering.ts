import { audit } from '../audit.ts';
import type { Evidence, RecordedText } from '../evidence.ts';

/** The events with one of them changed: its header, its data, or not there at all. */
const changed = (evidence: Evidence, type: string, change: (event: RecordedText) => RecordedText | undefined): Evidence => {
  const at = evidence.events.findIndex(({ headerText }) => JSON.parse(headerText).type === type);
  const events = evidence.events.flatMap((event, index) => (index === at ? (change(event) ?? []) : event));
  return { ...evidence, events };
};
export const without = (evidence: Evidence, type: string): Evidence => changed(evidence, type, () => undefined);
export const withoutLast = (evidence: Evidence, type: string, order = ''): Evidence => {
  const at = evidence.events.findLastIndex(
    ({ headerText }) => JSON.parse(headerText).type === type && headerText.includes(order),
  );
  return { ...evidence, events: evidence.events.toSpliced(at, 1) };
};
export const withData = (evidence: Evidence, type: string, data: object): Evidence =>
  changed(evidence, type, (event) => ({ ...event, dataText: JSON.stringify({ ...JSON.parse(event.dataText), ...data }) }));
export const withHeader = (evidence: Evidence, type: string, header: object): Evidence =>
  changed(evidence, type, (event) => ({ ...event, headerText: JSON.stringify({ ...JSON.parse(event.headerText), ...header }) }));

export const first = <T>(all: readonly T[], change: Partial<T>): readonly T[] =>
  all.map((one, index) => (index === 0 ? { ...one, ...change } : one));

export const rulesOf = (evidence: Evidence): readonly string[] => audit(evidence).map(({ rule, detail }) => `${rule}: ${detail}`);

export type Tampered = readonly [what: string, expected: RegExp, tamper: (sound: Evidence) => Evidence];
