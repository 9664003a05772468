import { create, type DescMessage, type MessageInitShape, type MessageShape } from '@tollgate/contracts';
import { TransientError } from '@tollgate/errors';
import type { Process } from '../world/process.ts';
import type { World } from '../world/world.ts';

type Answer = (request: never) => Promise<object>;

const TIMEOUT_MS = 2_000;

/** Requests from service to service: nobody may be there, and the answer of one who dies never comes. */
export class SimulatedRequests {
  private readonly responders = new Map<string, Map<Process, Answer>>();
  private readonly world: World;

  constructor(world: World) {
    this.world = world;
  }

  answer(process: Process, subject: string, answer: Answer): void {
    const responders = this.responders.get(subject) ?? new Map<Process, Answer>();
    this.responders.set(subject, responders.set(process, answer));
    process.onEnd(() => responders.delete(process));
  }

  /** What asks in one process. */
  of(process: Process) {
    return {
      request: async <Q extends DescMessage, R extends DescMessage>(
        subject: string,
        request: Q,
        response: R,
        init: MessageInitShape<Q>,
      ): Promise<MessageShape<R>> => {
        const answered = await process.effect(`ask ${subject}`, () => this.ask(subject, create(request, init)), { via: 'bus' });
        return create(response, answered as MessageInitShape<R>);
      },
    };
  }

  private ask(subject: string, request: object): Promise<object> {
    const responders = [...(this.responders.get(subject) ?? [])];
    if (responders.length === 0 || this.world.meets('lost')) throw new TransientError(`${subject}: no answer`);
    const [responder, answer] = this.world.random.pick(responders);
    return new Promise((resolve, reject) => {
      const late = this.world.after(TIMEOUT_MS, undefined, () => reject(new TransientError(`${subject}: no answer`)));
      const end = (settle: () => void): void => {
        late.isCanceled = true;
        settle();
      };
      this.world.after(this.world.random.below(4), responder, () => {
        answer(request as never).then(
          (value) => end(() => resolve(value)),
          (error: unknown) => end(() => reject(error)),
        );
      });
    });
  }
}
