import type { Socket } from 'node:net';
import { type FrameDecoder, type Message, MessageFormatError } from '@tollgate/iso8583';
import { describeTraffic } from '../books/describe-traffic.js';
import type { JournalEntry } from '../books/journal-entry.js';
import { answerMessage, type LinkState } from '../messages/answer-message.js';
import { authorizeLate } from '../messages/authorize.js';
import { type Decision, orderOf } from '../messages/decision.js';
import type { Bank } from './bank.js';

/** Bytes a link may leave unread before it is cut: a gateway that sends and never reads must not fill our memory. */
const MAX_UNREAD_BYTES = 8 * 1024 * 1024;

/** What a chunk led to: lines for the journal, and what leaves. */
type Turn = { readonly entries: JournalEntry[]; readonly leaving: (Message | 'garbage')[] };

const emptyTurn = (): Turn => ({ entries: [], leaving: [] });

/** One TCP connection from a gateway. */
export class GatewayLink {
  private readonly decoder: FrameDecoder;
  private readonly timers = new Set<NodeJS.Timeout>();
  private state: LinkState = { isSignedOn: false };

  constructor(
    private readonly number: number,
    private readonly socket: Socket,
    private readonly bank: Bank,
  ) {
    this.decoder = bank.codec.decoder();
    socket.on('data', (chunk) => this.receive(chunk));
    socket.on('error', (error) => bank.log('link failed', { link: number, error: error.message }));
    socket.on('close', () => this.release());
    bank.log('link opened', { link: number });
  }

  cut(): void {
    this.socket.destroy();
  }

  private release(): void {
    for (const timer of this.timers) clearTimeout(timer);
    this.bank.log('link closed', { link: this.number });
  }

  /** All messages of a chunk are journaled with one write and answered with one: system calls are most of what this costs. */
  private receive(chunk: Buffer): void {
    const turn = emptyTurn();
    try {
      for (const bytes of this.decoder.push(chunk)) this.read(bytes, turn);
    } catch (error) {
      if (!(error instanceof MessageFormatError)) throw error;
      this.send(turn);
      this.distrust(error);
      return;
    }
    this.send(turn);
  }

  /** A message that nobody can read costs itself: its frame says where the next one starts. */
  private read(bytes: Uint8Array, turn: Turn): void {
    let message: Message;
    try {
      message = this.bank.codec.unpack(bytes);
    } catch (error) {
      if (!(error instanceof MessageFormatError)) throw error;
      this.bank.log('message passed over', { link: this.number, error: error.message });
      return;
    }
    this.answer(message, turn);
  }

  /** Nobody knows any more where the next message starts: the sender has to come again, and to reverse what is open. */
  private distrust(error: MessageFormatError): void {
    this.bank.log('link cut', { link: this.number, error: error.message });
    this.socket.removeAllListeners('data');
    this.socket.destroySoon();
  }

  private answer(message: Message, turn: Turn): void {
    turn.entries.push(describeTraffic('received', message, orderOf(this.bank, message)));
    const decision = answerMessage(this.bank, this.state, message);
    if (decision === undefined) return;
    this.state = { isSignedOn: decision.isSignedOn };
    if (decision.delivery === 'undecided') this.later(() => this.decideLate(message));
    else this.carryOut(decision, turn);
  }

  private carryOut(decision: Decision, turn: Turn): void {
    this.record(decision, turn);
    if (decision.delivery === 'late') this.later(() => this.send({ entries: [], leaving: [decision.answer] }));
    else if (decision.delivery === 'now') this.answerNow(decision, turn);
    else turn.leaving.push(...(decision.before ?? []));
    const { later } = decision;
    if (later !== undefined) this.later(() => this.send({ entries: [], leaving: [later] }));
  }

  private answerNow({ before = [], answer }: Decision, turn: Turn): void {
    const { latencyMs } = this.bank.delays;
    if (latencyMs === 0) turn.leaving.push(...before, answer);
    else this.later(() => this.send({ entries: [], leaving: [...before, answer] }), latencyMs);
  }

  private decideLate(message: Message): void {
    const turn = emptyTurn();
    const decision = authorizeLate(this.bank, message);
    this.record(decision, turn);
    turn.leaving.push(decision.answer);
    this.send(turn);
  }

  /** Recorded at once, so that the next message of the same chunk is judged by it. */
  private record(decision: Decision, turn: Turn): void {
    for (const entry of decision.entries) this.bank.book.record(entry);
    turn.entries.push(...decision.entries);
  }

  private later(run: () => void, delayMs = this.bank.delays.lateAnswerMs): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      run();
    }, delayMs);
    this.timers.add(timer);
  }

  private send({ entries, leaving }: Turn): void {
    const answers = this.socket.writable ? leaving : [];
    for (const answer of answers) {
      if (answer !== 'garbage') entries.push(describeTraffic('answered', answer, orderOf(this.bank, answer)));
    }
    if (entries.length > 0) this.bank.journal.append(this.number, entries);
    if (answers.length > 0) this.socket.write(Buffer.concat(answers.map((answer) => this.frame(answer))));
    if (this.socket.writableLength > MAX_UNREAD_BYTES) this.cut();
  }

  private frame(answer: Message | 'garbage'): Uint8Array {
    const { codec } = this.bank;
    if (answer !== 'garbage') return codec.encode(answer);
    const frame = codec.encode({ mti: '0210', stan: '000000' });
    frame[frame.length - 1] = 0xff; // no digit in any encoding
    return frame;
  }
}
