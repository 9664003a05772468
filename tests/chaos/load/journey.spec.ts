import { seededRandom } from '../random.ts';
import { journeyOf } from './journey.ts';

const journeys = (seed: number) => {
  const random = seededRandom(seed);
  return Array.from({ length: 2_000 }, () => journeyOf(random));
};

describe('the orders of a run', () => {
  it('go the same ways for the same seed', () => expect(journeys(5)).toEqual(journeys(5)));

  it('are sales and preauths, of goods to download, to ship, with a stamp and with license keys, captured in parts, voided, refunded, and declined', () => {
    const all = journeys(1);
    const steps = new Set(all.flatMap((journey) => journey.steps.map((step) => step.do)));
    expect([...steps].toSorted()).toEqual(['capture', 'download', 'mail', 'refund', 'reissue', 'void']);
    expect(new Set(all.map(({ type, goods }) => `${type} ${goods}`)).size).toBe(8);
    for (const card of ['declined', 'silent', 'late']) expect(all.some((journey) => journey.card === card)).toBe(true);
    const halves = all.flatMap(({ steps }) => steps).filter((step) => step.do === 'download');
    const broken = halves.filter((step) => 'breaksAt' in step).length;
    expect(broken / halves.length).toBeGreaterThan(0.4);
    expect(broken / halves.length).toBeLessThan(0.6);
  });

  it('are asked once, again after the answer, and twice at the same time, by two merchants of whom each looks for the other’s', () => {
    const all = journeys(6);
    const shareOf = (is: (journey: (typeof all)[number]) => boolean) => all.filter(is).length / all.length;
    for (const manner of ['again', 'twice']) expect(shareOf((one) => one.manner === manner)).toBeGreaterThan(0.05);
    expect(shareOf(({ manner }) => manner === 'once')).toBeGreaterThan(0.7);
    for (const isOthers of [true, false])
      expect(shareOf((one) => one.isPried && one.isOthers === isOthers)).toBeGreaterThan(0.001);
  });

  it('never fetch what was given back before', () => {
    for (const { steps } of journeys(2)) {
      const names = steps.map((step) => step.do);
      if (names.includes('download') && names.includes('refund'))
        expect(names.indexOf('download')).toBeLessThan(names.indexOf('refund'));
    }
  });
});
