import { TransientError } from '@tollgate/errors';
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

type Answer = { readonly outcome: 'taken' } | { readonly outcome: 'refused'; readonly replyCode: number };

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
      send: (mail: OutgoingMail): Promise<Answer> => {
        const fate = this.world.meets('mail') ? this.world.random.pick(['later', 'cut', 'unreachable'] as const) : 'taken';
        return process.effect('mail', () => this.receive(mail, fate), { isSure: true, via: 'outside' });
      },
    };
  }

  private receive({ recipient, message }: OutgoingMail, fate: 'taken' | 'later' | 'cut' | 'unreachable'): Answer {
    if (fate === 'unreachable') throw new TransientError('no connection');
    if (fate === 'later') throw new TransientError('451 try again');
    if (this.unknown.has(recipient)) return { outcome: 'refused', replyCode: 550 };
    const messageId = /^Message-ID: *(<[^>]+>)/im.exec(message)?.[1] ?? '';
    const mail = { messageId, recipient, text: message, isAnswerLost: fate === 'cut' };
    this.taken.push(mail);
    this.world.note('mail server', `takes ${messageId}`);
    for (const listener of this.listeners) listener(mail);
    if (fate === 'cut') throw new TransientError('cut after the final dot');
    return { outcome: 'taken' };
  }
}
