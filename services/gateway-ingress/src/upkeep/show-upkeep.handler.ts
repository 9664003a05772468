import { Inject, Injectable } from '@nestjs/common';
import {
  type ParkedEvent,
  type ParkingService,
  parkingServices,
  ReportedPositionRequestSchema,
  ReportedPositionResponseSchema,
  requests,
} from '@tollgate/contracts';
import { TransientError } from '@tollgate/errors';
import { Bus, Requests, readBusState } from '@tollgate/messaging';
import type { OrderLog } from '@tollgate/order-log';
import { ORDER_LOG } from '@tollgate/service';
import type { SignedIn } from '../sessions/sessions.repository.js';
import { describeUpkeep, MAX_SHOWN } from './describe-upkeep.js';
import { LogStateRepository } from './log-state.repository.js';
import { ParkedEventsClient } from './parked-events.client.js';

const ANSWER_WITHIN_MS = 1_500;

/** Undefined where somebody does not answer; all the others are shown all the same. */
const unlessSilent = async <T>(answer: Promise<T>): Promise<T | undefined> => {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof TransientError) return undefined;
    throw error;
  }
};

type Parked = ReadonlyMap<ParkingService, readonly ParkedEvent[] | undefined>;

/** How the installation is: what is parked, what waits, who is behind. */
@Injectable()
export class ShowUpkeep {
  // biome-ignore lint/complexity/useMaxParams: what Nest injects
  constructor(
    @Inject(ORDER_LOG) private readonly orderLog: OrderLog,
    private readonly parkedEvents: ParkedEventsClient,
    private readonly logState: LogStateRepository,
    private readonly requests: Requests,
    private readonly bus: Bus,
  ) {}

  /** For somebody who may look: orders of other stores than theirs, and live ones without a second factor, are not named (I14). */
  async show(signedIn: SignedIn): Promise<object> {
    const [parked, bus, log, reportedTo] = await Promise.all([
      this.parked(),
      unlessSilent(readBusState(this.bus, ANSWER_WITHIN_MS)),
      unlessSilent(this.logState.read()),
      unlessSilent(this.reportedTo()),
    ]);
    return describeUpkeep({ parked, shown: await this.shown(parked, signedIn), bus, log, reportedTo });
  }

  private async parked(): Promise<Parked> {
    const lists = await Promise.all(parkingServices.map((service) => unlessSilent(this.parkedEvents.list(service))));
    return new Map(parkingServices.map((service, index) => [service, lists[index]]));
  }

  private async reportedTo(): Promise<bigint> {
    const { position } = await this.requests.request(
      requests.reportedPosition,
      ReportedPositionRequestSchema,
      ReportedPositionResponseSchema,
      {},
      ANSWER_WITHIN_MS,
    );
    return position;
  }

  private async shown(parked: Parked, { roles, hasSecondFactor }: SignedIn): Promise<ReadonlySet<string>> {
    const ids = [...parked.values()].flatMap((events = []) => events.slice(0, MAX_SHOWN).map(({ order }) => order));
    const isShown = async (id: string): Promise<boolean> => {
      const header = (await this.orderLog.read(id))[0]?.header;
      if (header?.subject.kind !== 'order' || !roles.has(header.merchant)) return false;
      return hasSecondFactor || header.mode === 'test';
    };
    const known = await Promise.all([...new Set(ids)].map(async (id) => ((await unlessSilent(isShown(id))) ? [id] : [])));
    return new Set(known.flat());
  }
}
