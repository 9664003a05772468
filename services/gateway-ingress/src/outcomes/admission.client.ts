import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { TransientError } from '@tollgate/errors';
import { Bus, BusWatch } from '@tollgate/messaging';
import { CONFIG, Readiness } from '@tollgate/service';
import type { Config } from '../config.js';

/** Whether new work may begin: nobody is answered that an order is under way which cannot go on. */
@Injectable()
export class Admission implements OnApplicationShutdown {
  private readonly watch: BusWatch;

  constructor(
    bus: Bus,
    @Inject(CONFIG) private readonly config: Config,
    readiness: Readiness,
  ) {
    this.watch = new BusWatch(bus);
    readiness.add('room_on_the_bus', () => this.watch.hindrance === undefined);
  }

  onApplicationShutdown(): void {
    this.watch.close();
  }

  /** Throws TransientError where the bus could not carry what new work brings. Asked before anything of it is stored. */
  checkBus(): void {
    const { hindrance } = this.watch;
    if (hindrance !== undefined) throw new TransientError(`nothing new is begun: ${hindrance}`);
  }

  /** Throws TransientError where so many wait for an outcome already that another one may not. */
  checkWaiting(count: number): void {
    if (count >= this.config.TOLLGATE_MAX_WAITING) throw new TransientError('too many requests wait for their outcome');
  }
}
