import { type AcquirerAccount, accountsOf, type JournalLine, processorIn } from '../audit/acquirer-journal.js';
import type { MailLine } from '../audit/mail-rules.js';
import type { StackAddress } from '../stack.js';
import { JournalFile } from './journal-file.js';

/** Which journals of the outside are read. */
export interface JournalOptions {
  /** Files of acquirers' own journals; `processor=file` where it does not show in the lines. The running stack's unless given. */
  readonly acquirerJournal?: readonly string[];
  /** File of the mail server's own journal. The running stack's unless given. */
  readonly mailJournal?: string;
  /** None is read, and what only they show is passed over. */
  readonly withoutJournals?: boolean;
}

/** An acquirer's journal, and whose it is: as it was named, or as the first of its lines that says it. */
class AcquirerJournal {
  private readonly journal: JournalFile<JournalLine>;
  private owner: string | undefined;

  constructor(argument: string) {
    const [, processor, file = argument] = /^([a-z0-9-]+)=(.+)$/.exec(argument) ?? [];
    this.owner = processor;
    this.journal = new JournalFile(file);
  }

  /** Undefined as long as nothing says it. */
  get processor(): string | undefined {
    return this.owner;
  }

  /** The lines since the last reading. */
  readOn(): readonly JournalLine[] {
    const lines = this.journal.readOn();
    this.owner ??= processorIn(lines);
    return lines;
  }
}

const ofStack = ({ acquirerJournal, stripeJournal }: StackAddress): readonly string[] => [
  ...(acquirerJournal === undefined ? [] : [`iso8583=${acquirerJournal}`]),
  ...(stripeJournal === undefined ? [] : [`stripe=${stripeJournal}`]),
];

export type Accounts = ReadonlyMap<string, AcquirerAccount>;

/** The journals of the outside, each read on from where it was read to. Throws CannotCheck where one cannot be read. */
export class Outside {
  private readonly acquirers: readonly AcquirerJournal[];
  private readonly mailJournal: JournalFile<MailLine> | undefined;
  private accounts: Accounts = new Map();
  private mailLines: readonly MailLine[] = [];

  /** Those that were named, or else the running stack's. */
  constructor(options: JournalOptions, stack: StackAddress) {
    const isNone = options.withoutJournals === true;
    const mail = isNone ? undefined : (options.mailJournal ?? stack.mailJournal);
    this.acquirers = isNone ? [] : (options.acquirerJournal ?? ofStack(stack)).map((argument) => new AcquirerJournal(argument));
    this.mailJournal = mail === undefined ? undefined : new JournalFile(mail);
  }

  /** Whose journals were read, as far as they say it. */
  get processors(): ReadonlySet<string> {
    return new Set(this.acquirers.flatMap(({ processor }) => processor ?? []));
  }

  /** What the acquirers hold of each order by now. */
  lookAtAccounts(): Accounts {
    this.accounts = accountsOf(
      this.acquirers.map((journal) => journal.readOn()),
      this.accounts,
    );
    return this.accounts;
  }

  /** The mails that were taken by now; undefined where no journal of them is read. */
  lookAtMails(): readonly MailLine[] | undefined {
    if (this.mailJournal === undefined) return undefined;
    this.mailLines = [...this.mailLines, ...this.mailJournal.readOn()];
    return this.mailLines;
  }
}
