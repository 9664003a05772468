// What the checker has judged: how much of each invariant, and the counter-examples.

export const invariants = {
  I1: 'what was acknowledged is in the log',
  I2: 'histories are whole, and each event may follow those before it',
  I3: 'one live authorization at most; captured ≤ authorized, refunded ≤ captured, by the acquirers’ journals',
  I4: 'no unknown stays unknown, and nothing is held that the log does not know',
  I5: 'our money is the acquirers’, by order, merchant and currency',
  I6: 'one key, one effect, one answer',
  I7: 'every order came to its end, and the read models are the fold of the log',
  I9: 'nothing was done twice',
  I10: 'downloads: only what is paid; complete only what the client has to the last byte',
  I11: 'mails: what is recorded was taken, under one Message-ID; none of what did not take place',
  I13: 'the hash chains hold',
  I14: 'merchants are apart',
  I15: 'no card number and no security code in any byte that the run wrote',
} as const;
export type Invariant = keyof typeof invariants;

export interface CounterExample {
  /** The order, key, file or Message-ID. */
  readonly subject: string;
  readonly says: string;
}

interface Tally {
  checked: number;
  readonly broken: CounterExample[];
  readonly missing: Set<string>;
}

export class Verdicts {
  private readonly tallies = new Map<Invariant, Tally>();

  of(invariant: Invariant): Tally {
    const known = this.tallies.get(invariant) ?? { checked: 0, broken: [], missing: new Set<string>() };
    this.tallies.set(invariant, known);
    return known;
  }

  /** One thing was looked at; `says` what is wrong with it, undefined where nothing is. */
  judge(invariant: Invariant, subject: string, says: string | undefined): void {
    const tally = this.of(invariant);
    tally.checked += 1;
    if (says !== undefined) tally.broken.push({ subject, says });
  }

  /** Several rules about one thing: each that is broken is one counter-example. */
  judgeAll(invariant: Invariant, subject: string, rules: readonly (readonly [isBroken: boolean, says: string])[]): void {
    this.of(invariant).checked += 1;
    for (const [isBroken, says] of rules) if (isBroken) this.of(invariant).broken.push({ subject, says });
  }

  /** An input that an invariant cannot be judged without. */
  lacks(invariant: Invariant, input: string): void {
    this.of(invariant).missing.add(input);
  }
}

/** 0 all asked for holds, 1 something is broken, 2 nothing is, and something could not be judged: an input is missing, or there was nothing to
 *  judge in it. */
export const exitCodeOf = (verdicts: Verdicts, asked: readonly Invariant[]): 0 | 1 | 2 => {
  const tallies = asked.map((invariant) => verdicts.of(invariant));
  if (tallies.some(({ broken }) => broken.length > 0)) return 1;
  return tallies.some(({ checked, missing }) => checked === 0 || missing.size > 0) ? 2 : 0;
};

export const linesOf = (verdicts: Verdicts, asked: readonly Invariant[]): readonly string[] =>
  asked.flatMap((invariant) => {
    const { checked, broken, missing } = verdicts.of(invariant);
    const name = `${invariant.padEnd(4)}${invariants[invariant]}`;
    const lacking = [...missing].map((input) => `       missing: ${input}`);
    const [first] = broken;
    if (first !== undefined)
      return [
        `✗ ${name}: ${broken.length} broken, ${checked} looked at`,
        `       first: ${first.subject}: ${first.says}`,
        ...lacking,
      ];
    if (missing.size > 0) return [`? ${name}: ${checked} looked at, the rest was not`, ...lacking];
    return [checked === 0 ? `? ${name}: there was nothing to look at` : `✓ ${name}: ${checked} looked at`];
  });
