import { create, type ProcessorReference, ProcessorReferenceSchema } from '@tollgate/contracts';
import { DomainError, invariant, TransientError } from '@tollgate/errors';
import { type AcquirerProfile, type Message, MessageFormatError } from '@tollgate/iso8583';
import type { CardProcessor, PreparedRequest, ProcessorRequest, ProcessorResult } from '../card-processor.js';
import type { AcquirerLink, OutgoingMessage } from './link/acquirer-link.client.js';
import type { Reply } from './link/in-flight.js';
import type { LinkLog, LinkMeter } from './link/link-meter.js';
import { holdsAmount, readAnswer } from './read-answer.js';
import { acceptorOf, iso8583Of, requestMessage } from './request-message.js';
import { SentRequests } from './sent-requests.js';
import { type TraceNumbers, traceNumbers } from './trace-numbers.js';

const DAY_MS = 86_400_000;
/** Some ten seconds at the link's full speed, and hours at an ordinary one. */
const REMEMBERED_REQUESTS = 50_000;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

type Late = { readonly order: string; readonly operation: string };

/** The numbers of an answer that nobody here remembers, and the order it names, if it names one. */
export type UnknownAnswer = Partial<TraceNumbers> & { readonly order?: string };

export interface Iso8583Parts {
  readonly profile: AcquirerProfile;
  readonly link: AcquirerLink;
  /** Numbers that nobody had before. */
  readonly serials: { take(): Promise<bigint> };
  /** The terminal id of this replica, where the acquirer gives none. */
  readonly terminal: { terminalId(): Promise<string> };
  readonly clock: { now(): Date };
  /** Our number at the networks, DE 32. */
  readonly acquirerId: string;
  readonly mode: 'test' | 'live';
  readonly log: LinkLog;
  readonly meter: Pick<LinkMeter, 'unmatched' | 'lateApprovals'>;
  /** Finds what an earlier life of this process asked, for an approval that comes after it. */
  readonly findSent?: (answer: UnknownAnswer) => Promise<Late | undefined>;
}

/** An acquirer's link as a card processor. The words of ISO 8583 stop here. */
export class Iso8583Processor implements CardProcessor {
  readonly name = 'iso8583';
  readonly mode: 'test' | 'live';
  readonly authorizationLifetimeMs: number;
  private readonly sent = new SentRequests(REMEMBERED_REQUESTS);
  /** Advices that were named and never left: what comes next of them is the first, not a repeat. */
  private readonly neverLeft = new SentRequests(REMEMBERED_REQUESTS);
  private readonly listeners: ((late: Late) => void)[] = [];

  constructor(private readonly parts: Iso8583Parts) {
    this.mode = parts.mode;
    this.authorizationLifetimeMs = parts.profile.authorizationDays * DAY_MS;
  }

  get isReady(): boolean {
    return this.parts.link.isReady;
  }

  async prepare(request: ProcessorRequest): Promise<PreparedRequest> {
    invariant(request.order.mode === this.mode, `a ${request.order.mode} order goes to no ${this.mode} processor`);
    if (!this.isReady) throw new TransientError('the acquirer link is down');
    const { profile, acquirerId, clock } = this.parts;
    const trace = await this.traceOf(request);
    const name = nameOf(trace);
    const isRepeat = request.repeats?.reference !== undefined && this.neverLeft.find(name) === undefined;
    const named = { request, trace, isRepeat, acquirerId, now: clock.now() };
    const outgoing = this.pack(requestMessage(profile, named));
    return { reference: referenceOf(trace), submit: () => this.submit(request, { outgoing, name }) };
  }

  onLateApproval(listener: (late: Late) => void): void {
    this.listeners.push(listener);
  }

  async open(): Promise<void> {
    const { link, profile } = this.parts;
    link.open({
      // Told now, whatever it is taken for: another approval of the same message says nothing new.
      onAnswer: (key, message) => {
        if (holdsAmount(profile, message)) this.sent.settle(key);
      },
      onUnmatched: (key, message) => this.takeUnmatched(key, message),
    });
  }

  close(): Promise<void> {
    return this.parts.link.close();
  }

  /** A repeat has the names of what it repeats. All about an authorization goes under its RRN; what undoes it, under its terminal, too. A credit is
   *  about none. */
  private async traceOf({ kind, order, original, repeats }: ProcessorRequest): Promise<TraceNumbers> {
    if (repeats?.reference !== undefined) return iso8583Of(repeats.reference);
    const { profile, serials, terminal, clock } = this.parts;
    const { terminalId } = acceptorOf(profile, order.merchant);
    const own = traceNumbers(await serials.take(), terminalId ?? (await terminal.terminalId()), clock.now());
    if (kind === 'authorize' || kind === 'credit') return own;
    const { rrn, terminalId: itsTerminal } = iso8583Of(original?.reference);
    return { ...own, rrn, terminalId: kind === 'void' || kind === 'reverse' ? itsTerminal : own.terminalId };
  }

  private pack(message: Message): OutgoingMessage {
    try {
      return this.parts.link.prepare(message);
    } catch (error) {
      if (!(error instanceof MessageFormatError)) throw error;
      throw new DomainError('invalid_request', undefined, `the acquirer cannot be told this: ${error.message}`);
    }
  }

  private async submit(request: ProcessorRequest, { outgoing, name }: Submission): Promise<ProcessorResult> {
    if (request.kind === 'authorize') this.sent.remember(outgoing.key, { order: request.order.id, operation: request.operation });
    const reply = await this.parts.link.send(outgoing);
    this.noteWhetherItLeft(request, name, reply);
    const result = resultOf(this.parts.profile, request, reply);
    if (result.outcome === 'unknown')
      this.parts.log.warn({ ...loggable(request), cause: result.cause }, 'the outcome is unknown');
    return result;
  }

  private noteWhetherItLeft(request: ProcessorRequest, name: string, reply: Reply): void {
    const hasLeft = reply.outcome !== 'link_lost' || reply.hasLeft;
    if (hasLeft) this.neverLeft.forget(name);
    else if (request.repeats?.reference === undefined) {
      this.neverLeft.remember(name, { order: request.order.id, operation: request.operation });
    }
  }

  /** What answers nothing we wait for. Whatever holds an amount is told, unless its approval was told before. */
  private takeUnmatched(key: string, message: Message): void {
    const { profile, log, meter } = this.parts;
    const { mti, stan, responseCode } = message;
    meter.unmatched();
    const sent = this.sent.find(key);
    if (!holdsAmount(profile, message) || sent?.state === 'settled') {
      log.info({ mti, stan, response: responseCode }, 'the acquirer answered what nobody waits for: nothing is done');
    } else if (sent === undefined) {
      void this.lookUp(message);
    } else {
      this.sent.settle(key);
      this.tellLate(sent);
    }
  }

  /** Never rejects. */
  private async lookUp(message: Message): Promise<void> {
    const { findSent, log, profile } = this.parts;
    const { mti, stan, responseCode: response } = message;
    try {
      const late = await findSent?.(unknownAnswer(profile, message));
      if (late !== undefined) this.tellLate(late);
      else log.warn({ mti, stan, response }, 'the acquirer approved what we never asked: nothing is done');
    } catch (error) {
      log.warn({ mti, stan, response, error }, 'an approval that nobody waits for could not be looked up');
    }
  }

  private tellLate({ order, operation }: Late): void {
    const { log, meter } = this.parts;
    meter.lateApprovals();
    log.warn({ order, operation }, 'an approval came when the outcome was told already: it is handed over to be reversed');
    for (const listener of this.listeners) listener({ order, operation });
  }
}

interface Submission {
  readonly outgoing: OutgoingMessage;
  readonly name: string;
}

const resultOf = (profile: AcquirerProfile, request: ProcessorRequest, reply: Reply): ProcessorResult =>
  reply.outcome === 'answered' ? readAnswer(profile, request, reply.message) : { outcome: 'unknown', cause: reply.outcome };

const loggable = ({ order, operation, kind }: ProcessorRequest) => ({ order: order.id, operation, kind });

const nameOf = ({ stan, rrn, terminalId, transmittedAt }: TraceNumbers): string =>
  `${stan}|${rrn}|${terminalId}|${transmittedAt}`;

const referenceOf = (value: TraceNumbers): ProcessorReference =>
  create(ProcessorReferenceSchema, { reference: { case: 'iso8583', value } });

const unknownAnswer = ({ orderField }: AcquirerProfile, message: Message): UnknownAnswer => {
  const { stan, rrn, terminalId, transmissionTime: transmittedAt } = message;
  const order = orderField === undefined ? undefined : message[orderField];
  return {
    ...(stan === undefined ? {} : { stan: Number(stan) }),
    ...(rrn === undefined ? {} : { rrn }),
    ...(terminalId === undefined ? {} : { terminalId }),
    ...(transmittedAt === undefined ? {} : { transmittedAt }),
    ...(order !== undefined && UUID.test(order) ? { order } : {}),
  };
};
