import { Inject, Injectable } from '@nestjs/common';
import { toPublicId } from '@tollgate/contracts';
import { entitlementId, wholeOrder } from '@tollgate/download-link';
import { type Clock, DomainError } from '@tollgate/errors';
import { LicenseSecrets } from '@tollgate/license-keys';
import { isStamped, type Order } from '@tollgate/order';
import { CLOCK } from '@tollgate/service';
import { preferredLanguage } from '@tollgate/web-pages';
import type { WrittenPage } from '../links/answers.client.js';
import { judgeLink, judgeOrderLink } from '../links/judge-link.js';
import type { LinkTarget } from '../links/link-target.js';
import { type FoundLink, LinkOpener } from '../links/open-link.handler.js';
import { safetyHeaders } from '../links/safety-headers.data.js';
import { Shops } from '../shops/shops.client.js';
import { StampedCopies } from '../stamps/copies.repository.js';
import { hasCopies, isCopyOf } from '../stamps/copies-of.js';
import { RunningTransfers } from '../transfers/running-transfers.handler.js';
import { type FileRequest, transferOf } from '../transfers/send-file.handler.js';
import { TransferRepository } from '../transfers/transfers.repository.js';
import { shownFile, shownOrder } from '../versions/served-file.js';
import type { Surroundings } from './frame.js';
import { downloadPage, problemPage, statusDocument } from './page.js';
import { pageHeadersOf } from './page-headers.client.js';
import { type Parcel, parcelsOf } from './parcels.js';
import { type ShownItem, shownItems } from './shown-items.js';
import { type Language, languages } from './words/page-words.js';

const everything = { firstByte: 0, endByte: Number.MAX_SAFE_INTEGER };
/** A logo is named by what it is: its address changes with it. */
const logoCache = { 'Cache-Control': 'private, max-age=86400' };

/** What a page about a link shows. */
interface View {
  readonly items: readonly ShownItem[];
  /** Of the whole order's link: whoever was given one item's has no business with where its buyer lives. */
  readonly parcels: readonly Parcel[];
  readonly about: Surroundings;
  readonly language: Language;
}

/** `/d/<token>`: the page that mails link to, and what belongs to it. Opening it changes nothing, as mail scanners and previews open it too. */
@Injectable()
export class PageHandler {
  @Inject() private readonly transfers!: TransferRepository;
  @Inject() private readonly copies!: StampedCopies;
  @Inject(CLOCK) private readonly clock!: Clock;

  // biome-ignore lint/complexity/useMaxParams: what Nest injects
  constructor(
    private readonly links: LinkOpener,
    private readonly running: RunningTransfers,
    private readonly shops: Shops,
    private readonly licenses: LicenseSecrets,
  ) {}

  async page(asked: FileRequest, target: LinkTarget): Promise<void> {
    const { token } = asked;
    const { found, view } = await this.open(asked, target);
    const { link, order } = found;
    const own = link.index === wholeOrder ? undefined : link.index;
    const tokenOf = ({ index }: ShownItem): string => {
      const { generation = 0 } = order.delivery.entitlements.find((one) => one.index === index) ?? {};
      return this.links.tokenOf({ order: order.id, index, generation });
    };
    const html = downloadPage({ ...view, own, token, tokenOf });
    send(asked, html, pageHeadersOf(html));
  }

  /** `/d/<token>/status`: how far it is, for the page's script. */
  async status(asked: FileRequest, target: LinkTarget): Promise<void> {
    const { view } = await this.open(asked, target);
    const text = JSON.stringify(statusDocument(view));
    send(asked, text, { ...safetyHeaders, 'Content-Type': 'application/json; charset=utf-8' });
  }

  /** `/d/<token>/logo`: the shop's, whatever became of the link. */
  async logo(asked: FileRequest): Promise<void> {
    const { order } = await this.links.find(asked.token);
    const { settings } = await this.shops.of(order);
    const logo = await this.shops.logoOf(order.merchant, settings);
    if (logo === undefined) throw new DomainError('not_found');
    send(asked, logo.bytes, { ...safetyHeaders, ...logoCache, 'Content-Type': logo.type });
  }

  /** `POST /d/<token>/received`: the customer says that the whole file has arrived, where the end of their connection could not tell. The page shows
   *  what is so then. Throws DomainError `not_arrived` where not every byte was sent to them. */
  async received({ request, response, token, requestId }: FileRequest, { back, language }: LinkTarget): Promise<void> {
    request.resume();
    const opened = await this.links.openFile(token);
    const shown = shownFile(opened);
    // Of a copy that is not made, nothing can have come.
    if (isStamped(shown.entitlement.form.value)) throw new DomainError('not_arrived');
    const of = transferOf(shown);
    await this.running.settled(opened.id, everything);
    const covered = await this.transfers.confirmed(of, this.running.endedOf(opened.id));
    if (covered === undefined) throw new DomainError('not_arrived');
    this.running.record(covered);
    const page = await this.pageOfSameOrder(back, opened.order);
    const location = `/d/${page ?? token}${language === undefined ? '' : `?lang=${language}`}`;
    response.writeHead(303, { ...safetyHeaders, Location: location, 'Content-Length': 0, 'X-Request-Id': requestId }).end();
  }

  /** The page that says what was refused, in the reader's language; of a link that is genuine with what is known of its order. */
  async refused(code: string, asked: FileRequest, target: LinkTarget): Promise<WrittenPage> {
    const { request, token, requestId } = asked;
    const fallback = target.language ?? preferredLanguage(request.headers['accept-language'], languages) ?? 'en';
    const view = await this.known(code, asked, target);
    const path = token === '' ? '' : `/d/${token}`;
    const html = problemPage({ language: fallback, ...view, code, requestId, path });
    return { html, headers: pageHeadersOf(html) };
  }

  /** The link as it is once what is just ending is written down. Throws what the link's judge throws. */
  private async open({ token, request }: FileRequest, target: LinkTarget): Promise<{ found: FoundLink; view: View }> {
    let found = await this.links.find(token, 'all');
    const ids = idsOf(found);
    const ended = await Promise.all(ids.map((id) => this.running.settled(id, everything)));
    if (ended.includes(true)) found = await this.links.find(token, 'all');
    this.judge(found);
    await this.running.written(ids);
    return { found, view: await this.view(found, target, request.headers['accept-language']) };
  }

  private judge({ link, order }: FoundLink): void {
    const nowMs = this.clock.now().getTime();
    if (link.index === wholeOrder) judgeOrderLink(order, link, nowMs);
    else judgeLink(order, link, nowMs);
  }

  private async view(
    { link, order, events, versions }: FoundLink,
    target: LinkTarget,
    accepted: string | undefined,
  ): Promise<View> {
    const ids = order.delivery.entitlements.map(({ index }) => entitlementId(order.id, index));
    const [shop, progress] = await Promise.all([this.shops.of(order), this.transfers.progressOf(ids)]);
    const shown = shownOrder(order, versions);
    const { logo, language } = shop.settings;
    const unprepared = await this.unprepared(shown.order);
    const licenseKeyOf = (sealed: string): string => this.licenses.open(sealed, order.id);
    return {
      items: shownItems({ ...shown, events, progress, nowMs: this.clock.now().getTime(), unprepared, licenseKeyOf }),
      parcels: link.index === wholeOrder ? parcelsOf(order) : [],
      about: {
        shop,
        order: toPublicId('ord', order.id),
        isTest: order.mode === 'test',
        logo: logo === '' ? '' : `/d/${target.token}/logo?v=${logo.slice(0, 16)}`,
      },
      language: target.language ?? preferredLanguage(accepted, languages) ?? language,
    };
  }

  /** Of whose files no copy can be made for the buyer. */
  private async unprepared(served: Order): Promise<readonly number[]> {
    if (!hasCopies(served)) return [];
    const failed = (await this.copies.of(served.id)).filter(({ state }) => state === 'failed');
    return served.delivery.entitlements.filter((one) => failed.some((copy) => isCopyOf(copy, one))).map(({ index }) => index);
  }

  /** What is known of a link that was refused; undefined where it is none of ours, or nobody paid, or too much is asked for. A link that was replaced
   *  tells of nothing but the shop. */
  private async known(code: string, { token, request }: FileRequest, target: LinkTarget): Promise<View | undefined> {
    if (token === '' || code === 'too_many_requests') return undefined;
    try {
      const found = await this.links.find(token, 'all');
      const refusal = refusalOf(() => this.judge(found));
      if (refusal === 'not_found') return undefined;
      const view = await this.view(found, target, request.headers['accept-language']);
      return refusal === 'link_replaced' ? { ...view, items: [], parcels: [] } : view;
    } catch {
      return undefined; // what was refused is told in any case
    }
  }

  private async pageOfSameOrder(back: string, order: Order): Promise<string | undefined> {
    if (back === '') return undefined;
    const page = await this.links.find(back).catch(() => undefined);
    return page?.order.id === order.id ? back : undefined;
  }
}

/** Of what may still be fetched. */
const idsOf = ({ order }: FoundLink): readonly string[] =>
  order.delivery.entitlements
    .filter(({ isComplete, isRevoked }) => !isComplete && !isRevoked)
    .map(({ index }) => entitlementId(order.id, index));

const refusalOf = (judge: () => void): string | undefined => {
  try {
    judge();
    return undefined;
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
};

const send = (
  { request, response, requestId }: FileRequest,
  body: string | Buffer,
  headers: Readonly<Record<string, string>>,
): void => {
  response.writeHead(200, { ...headers, 'Content-Length': Buffer.byteLength(body), 'X-Request-Id': requestId });
  response.end(request.method === 'HEAD' ? undefined : body);
};
