import { Inject, Injectable } from '@nestjs/common';
import type { RecordedEvent } from '@tollgate/contracts';
import { entitlementId, type Link, readLink, signLink } from '@tollgate/download-link';
import { type Clock, DomainError } from '@tollgate/errors';
import { type Entitlement, fold, isFile, type Order } from '@tollgate/order';
import type { OrderLog } from '@tollgate/order-log';
import { CLOCK, CONFIG, ORDER_LOG } from '@tollgate/service';
import type { Config } from '../config.js';
import type { KnownVersions } from '../versions/choose-version.js';
import { FileVersions } from '../versions/file-versions.repository.js';
import { judgeLink } from './judge-link.js';
import type { OpenedFile, OpenedLink } from './opened-link.js';
import { withTaken } from './with-taken.js';

/** A genuine link, and what it is about, whatever has become of it. */
export interface FoundLink {
  readonly link: Link;
  readonly order: Order;
  readonly events: readonly RecordedEvent[];
  /** Of the files that were asked for, by the ids of their entitlements. */
  readonly versions: ReadonlyMap<string, KnownVersions>;
}

/** The files of whose versions a page tells, or one link's own. */
export type FilesAsked = 'all' | 'own';

/** What a link's token opens. Log and transfers are asked every time, so that what one replica completes is closed in all. */
@Injectable()
export class LinkOpener {
  @Inject(CLOCK) private readonly clock!: Clock;

  constructor(
    @Inject(ORDER_LOG) private readonly orders: OrderLog,
    @Inject(CONFIG) private readonly config: Pick<Config, 'linkKey'>,
    private readonly downloads: FileVersions,
  ) {}

  /** Throws DomainError `not_found` for a token that we did not make, and where the order is unknown. */
  async find(token: string, files: FilesAsked = 'own'): Promise<FoundLink> {
    const link = readLink(this.config.linkKey, token);
    if (link === undefined) throw new DomainError('not_found');
    const events = await this.orders.read(link.order);
    const told = fold(events);
    if (told === undefined) throw new DomainError('not_found');
    const isAsked = ({ index }: Entitlement): boolean => files === 'all' || index === link.index;
    const { taken, versions } = await this.downloads.statesOf(told, isAsked);
    const open = unfinished(told);
    const order = withTaken(
      told,
      taken.filter(({ id }) => open.includes(id)),
    );
    return { link, order, events, versions };
  }

  /** Throws the DomainErrors of `judgeLink`; `not_found` for a token that we did not make. */
  async open(token: string): Promise<OpenedLink> {
    const { link, order } = await this.find(token);
    return this.judged(link, order);
  }

  /** The token of another link of the same order. */
  tokenOf(link: Link): string {
    return signLink(this.config.linkKey, link);
  }

  /** The same of a link whose bytes are asked for; `not_found` where it opens no file. */
  async openFile(token: string): Promise<OpenedFile> {
    const { link, order, versions } = await this.find(token);
    const { entitlement, ...opened } = this.judged(link, order);
    const known = versions.get(opened.id);
    if (!isFile(entitlement) || known === undefined) throw new DomainError('not_found');
    return { ...opened, entitlement, known };
  }

  private judged(link: Link, order: Order): OpenedLink {
    const entitlement = judgeLink(order, link, this.clock.now().getTime());
    return { id: entitlementId(link.order, link.index), order, entitlement };
  }
}

const unfinished = ({ id, delivery }: Order): readonly string[] =>
  delivery.entitlements
    .filter(({ isComplete, isRevoked }) => !isComplete && !isRevoked)
    .map(({ index }) => entitlementId(id, index));
