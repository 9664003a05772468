/** A request as it reached the acquirer. */
export interface Asked {
  readonly kind: 'authorize' | 'capture' | 'void' | 'refund' | 'credit' | 'reverse';
  readonly operation: string;
  readonly order: string;
  readonly minor: bigint;
  readonly currency: string;
  readonly isSale: boolean;
  readonly isFinal: boolean;
  /** Names the request: a repetition has the name of the first. */
  readonly reference: string;
}

export interface Entry extends Asked {
  /** Undefined: approved. */
  readonly refusal: string | undefined;
}

export interface Authorization {
  readonly operation: string;
  readonly minor: bigint;
  readonly isSale: boolean;
}

/** What the acquirer holds of one order, in minor units. */
export interface Account {
  readonly live: readonly Authorization[];
  readonly captured: bigint;
  readonly refunded: bigint;
  /** Given to a card without a sale before it. */
  readonly credited: bigint;
  readonly released: bigint;
}

interface OpenAccount {
  live: Authorization[];
  captured: bigint;
  refunded: bigint;
  credited: bigint;
  released: bigint;
}

/** An acquirer's books: every request counts once by its name, and each is written down as it came. */
export class AcquirerBooks {
  readonly journal: Entry[] = [];
  private readonly accounts = new Map<string, OpenAccount>();
  private readonly answers = new Map<string, string | undefined>();
  private readonly undone = new Set<string>();

  accountOf(order: string): Account {
    return this.openAccount(order);
  }

  isUndone(operation: string): boolean {
    return this.undone.has(operation);
  }

  /** Why it is refused; undefined where it is approved. */
  take(asked: Asked, refusal?: string): string | undefined {
    const name = `${asked.kind} ${asked.reference}`;
    if (asked.kind !== 'reverse' && this.answers.has(name)) return this.answers.get(name);
    const answer = refusal ?? this.book(asked);
    this.answers.set(name, answer);
    this.journal.push({ ...asked, refusal: answer });
    return answer;
  }

  private openAccount(order: string): OpenAccount {
    let account = this.accounts.get(order);
    if (account === undefined) {
      account = { live: [], captured: 0n, refunded: 0n, credited: 0n, released: 0n };
      this.accounts.set(order, account);
    }
    return account;
  }

  private book(asked: Asked): string | undefined {
    const account = this.openAccount(asked.order);
    const { kind, operation, minor, isSale } = asked;
    switch (kind) {
      case 'authorize':
        account.live.push({ operation, minor, isSale });
        this.undone.delete(operation);
        if (isSale) account.captured += minor;
        return undefined;
      case 'reverse':
        return this.reverse(account, operation);
      case 'refund':
        if (minor > account.captured - account.refunded) return 'refund_too_large';
        account.refunded += minor;
        return undefined;
      case 'credit':
        account.credited += minor;
        return undefined;
      default:
        return this.settle(account, asked);
    }
  }

  /** Of what is not there nothing is left either: that is acknowledged, too. */
  private reverse(account: OpenAccount, operation: string): undefined {
    const undone = account.live.filter((one) => one.operation === operation);
    account.live = account.live.filter((one) => one.operation !== operation);
    for (const { minor, isSale } of undone) if (isSale) account.captured -= minor;
    this.undone.add(operation);
    return undefined;
  }

  private settle(account: OpenAccount, { kind, minor, isFinal }: Asked): string | undefined {
    const held = account.live.reduce((sum, one) => sum + one.minor, 0n);
    const left = held - account.captured - account.released;
    if (kind === 'void') {
      if (minor !== left) return 'void_not_allowed';
      account.released += left;
      return undefined;
    }
    if (minor > left) return 'unknown_authorization';
    account.captured += minor;
    if (isFinal) account.released += left - minor;
    return undefined;
  }
}
