import type {
  CardProcessor,
  PreparedRequest,
  ProcessorRequest,
  ProcessorResult,
} from '../../../services/authorization/dist/processors/card-processor.js';
import type { Process } from '../world/process.ts';
import type { World } from '../world/world.ts';
import { type Account, AcquirerBooks } from './acquirer-books.ts';

/** What becomes of a request. `lost`: it never arrives. `silent`: it is acted on, and the answer is lost. `late`: it is acted on, and the
 *  answer comes when nobody waits any more. `stray`: it arrives after whatever was done to undo it. */
type Fate = 'answered' | 'lost' | 'silent' | 'late' | 'stray';

type LateApproval = Parameters<Parameters<CardProcessor['onLateApproval']>[0]>[0];

const TIMEOUT_MS = 6_000;
/** A link that has lost its process tells the next one. */
const TELL_AGAIN_MS = 2_000;

/** An acquirer, and its books: the other side of every sum, which shares nothing with ours. */
export class SimulatedAcquirer {
  readonly books = new AcquirerBooks();
  /** Cards that are declined, by their last four digits. */
  readonly declined = new Set<string>();
  isReachable = true;
  private readonly links = new Set<{ readonly process: Process; readonly listen: (late: LateApproval) => void }>();
  private requestCount = 0;

  private readonly world: World;
  readonly authorizationLifetimeMs: number;

  constructor(world: World, authorizationLifetimeMs: number) {
    this.world = world;
    this.authorizationLifetimeMs = authorizationLifetimeMs;
  }

  accountOf(order: string): Account {
    return this.books.accountOf(order);
  }

  /** One process's link. */
  linkOf(process: Process): CardProcessor {
    const isReady = (): boolean => this.isReachable;
    return {
      name: 'iso8583',
      mode: 'test',
      authorizationLifetimeMs: this.authorizationLifetimeMs,
      get isReady() {
        return isReady();
      },
      prepare: (request) => process.effect('prepare', () => this.prepare(process, request)),
      onLateApproval: (listen) => this.listen(process, listen),
      open: async () => undefined,
      close: async () => undefined,
    };
  }

  private listen(process: Process, listen: (late: LateApproval) => void): void {
    const link = { process, listen };
    this.links.add(link);
    process.onEnd(() => this.links.delete(link));
  }

  private prepare(process: Process, request: ProcessorRequest): PreparedRequest {
    this.requestCount += 1;
    const value = request.repeats?.reference?.reference.value ?? `${request.kind}-${this.requestCount}`;
    const reference = { $typeName: 'tollgate.payment.v1.ProcessorReference', reference: { case: 'external', value } };
    return {
      reference: reference as PreparedRequest['reference'],
      submit: () =>
        process.effect(`submit ${request.kind}`, () => this.send(process, request, String(value)), {
          isSure: true,
          via: 'outside',
        }),
    };
  }

  private fateOf({ kind }: ProcessorRequest): Fate {
    if (!this.world.meets('acquirer')) return 'answered';
    const fates: readonly Fate[] = kind === 'authorize' ? ['lost', 'silent', 'late', 'stray'] : ['lost', 'silent'];
    return this.world.random.pick(fates);
  }

  private send(process: Process, request: ProcessorRequest, reference: string): Promise<ProcessorResult> {
    const fate = this.isReachable ? this.fateOf(request) : 'lost';
    process.note(`sends ${request.kind} ${request.order.id.slice(-6)}${fate === 'answered' ? '' : `: ${fate}`}`);
    const { random } = this.world;
    const arriveMs = fate === 'stray' ? random.between(7_000, 40_000) : random.between(1, 60);
    return new Promise((resolve) => {
      let isWaiting = true;
      const unanswered = this.world.after(TIMEOUT_MS, undefined, () => {
        isWaiting = false;
        resolve({ outcome: 'unknown', cause: 'no_answer' });
      });
      if (fate === 'lost') return;
      this.world.after(arriveMs, undefined, () => {
        const result = this.act(request, reference);
        if (fate === 'silent') return;
        this.world.after(fate === 'late' ? random.between(6_500, 30_000) : 1, undefined, () => {
          unanswered.isCanceled = true;
          if (isWaiting && process.isAlive) resolve(result);
          else if (request.kind === 'authorize' && result.outcome === 'approved') this.tellLate(request);
        });
      });
    });
  }

  private tellLate(request: ProcessorRequest): void {
    const [link] = [...this.links].filter(({ process }) => process.frozenUntilMs <= this.world.nowMs);
    if (link === undefined) {
      this.world.after(TELL_AGAIN_MS, undefined, () => this.tellLate(request));
      return;
    }
    link.process.note(`hears a late approval ${request.order.id.slice(-6)}`);
    const told = this.world.after(0, link.process, () => link.listen({ order: request.order.id, operation: request.operation }));
    // Told to a process that dies of it: the link tells the next one, as long as it stands.
    link.process.onEnd(() => {
      if (!this.books.isUndone(request.operation) && !told.isCanceled) this.tellLate(request);
    });
  }

  private act(request: ProcessorRequest, reference: string): ProcessorResult {
    const { kind, operation, order, amount, isSale, isFinal, card } = request;
    const isDeclined = (kind === 'authorize' || kind === 'credit') && this.declined.has(card?.pan.reveal().slice(-4) ?? '');
    const asked = {
      kind,
      operation,
      order: order.id,
      minor: amount.minor,
      currency: amount.currency,
      isSale,
      isFinal,
      reference,
    };
    const refusal = this.books.take(asked, isDeclined ? 'do_not_honor' : undefined);
    this.world.note('acquirer', `${kind} ${amount.minor} ${order.id.slice(-6)} ${refusal ?? 'approved'}`);
    return refusal === undefined
      ? { outcome: 'approved', authorizationCode: 'A12345', avs: 'Y', cvc: 'M', networkCode: '00' }
      : { outcome: 'declined', code: refusal, networkCode: '05', avs: '', cvc: '' };
  }
}
