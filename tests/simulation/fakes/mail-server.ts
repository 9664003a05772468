import { MailNotTaken } from '../../../services/notifications/dist/smtp/session-pool.client.js';
import { SmtpFailure } from '../../../services/notifications/dist/smtp/smtp-session.client.js';
import type { Process } from '../world/process.ts';
import type { World } from '../world/world.ts';

/** A mail that the server took with 250. */
export interface TakenMail {
  readonly messageId: string;
  readonly recipient: string;
  readonly text: string;
  /** Its process never learned that it was taken. */
  readonly isAnswerLost: boolean;
}

export interface OutgoingMail {
  readonly sender: string;
  readonly recipient: string;
  readonly message: string;
}

type Answer =
  | { readonly outcome: 'taken' }
  | { readonly outcome: 'refused'; readonly code: string; readonly replyCode: number; readonly status: string };

/** `slow`: it is taken, and the answer takes so long that nobody waits for it. */
type Fate = 'taken' | 'later' | 'cut' | 'unreachable' | 'slow';

const fates: readonly Fate[] = ['later', 'cut', 'unreachable', 'slow'];
const SLOW_AFTER_MS = 5_000;

/** What was not taken; 0: the connection broke before an answer came. */
const notTaken = (replyCode: number): MailNotTaken => {
  const reply = { step: 'recipient', replyCode, status: '', isAboutSender: false } as const;
  return new MailNotTaken('not taken', { cause: new SmtpFailure(reply, replyCode === 0, 'EENVELOPE') });
};

/** A mail server, and its journal: it takes mails, refuses them for now or for good, and is cut off after the final dot. */
export class SimulatedMailServer {
  readonly taken: TakenMail[] = [];
  /** Recipients that do not exist: refused for good. */
  readonly unknown = new Set<string>();
  private readonly listeners = new Set<(mail: TakenMail) => void>();

  private readonly world: World;

  constructor(world: World) {
    this.world = world;
  }

  onTaken(listener: (mail: TakenMail) => void): void {
    this.listeners.add(listener);
  }

  of(process: Process) {
    return {
      send: async (mail: OutgoingMail, onSlow: () => void): Promise<Answer> => {
        const fate = this.world.meets('mail') ? this.world.random.pick(fates) : 'taken';
        if (fate === 'slow') {
          await this.world.sleep(SLOW_AFTER_MS);
          onSlow();
          await this.world.sleep(this.world.random.between(100, 20_000));
        }
        return process.effect('mail', () => this.receive(mail, fate), { isSure: true, via: 'outside' });
      },
      closedForMs: () => 0,
      answerOf: () => undefined,
      serverClosedForMs: 0,
    };
  }

  private receive({ recipient, message }: OutgoingMail, fate: Fate): Answer {
    if (fate === 'unreachable') throw new MailNotTaken('no connection', { retryInMs: 1_000 });
    if (fate === 'later') throw notTaken(451);
    if (this.unknown.has(recipient)) return { outcome: 'refused', code: 'mailbox_unknown', replyCode: 550, status: '5.1.1' };
    const messageId = /^Message-ID: *(<[^>]+>)/im.exec(message)?.[1] ?? '';
    const mail = { messageId, recipient, text: message, isAnswerLost: fate === 'cut' };
    this.taken.push(mail);
    this.world.note('mail server', `takes ${messageId}`);
    for (const listener of this.listeners) listener(mail);
    if (fate === 'cut') throw notTaken(0);
    return { outcome: 'taken' };
  }
}
