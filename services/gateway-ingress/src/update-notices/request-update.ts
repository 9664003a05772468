import { newEvent, type OrderEvent } from '@tollgate/contracts';
import { type Entitlement, isFile, linkExpiry, type Order, sourceOf, type UpdatedFile } from '@tollgate/order';

/** What owners are told of. */
export interface Update {
  /** uuid of the notice. */
  readonly notice: string;
  readonly sku: string;
  /** The files of the good in their newest versions. */
  readonly files: readonly UpdatedFile[];
}

/** Mails that tell of newer versions. */
const KIND = 'update';

const isOpen = ({ delivery }: Order, one: Entitlement, now: Date): boolean =>
  !delivery.isClosed && !one.isRevoked && !one.isComplete && now.getTime() < Date.parse(linkExpiry(delivery, one));

const isTold = ({ mailRequests }: Order, { sku, name, sha256 }: UpdatedFile): boolean =>
  mailRequests.some(
    ({ kind, files }) => kind === KIND && files.some((file) => file.sku === sku && file.name === name && file.sha256 === sha256),
  );

/** The versions that are news to whoever placed an order: it has the file in another one, its link is open, and they were not told of this one. */
export const newsFor = (order: Order, { sku, files }: Pick<Update, 'sku' | 'files'>, now: Date): readonly UpdatedFile[] => {
  const open = order.delivery.entitlements.filter(isFile).filter((one) => one.sku === sku && isOpen(order, one, now));
  return files.filter(
    (file) =>
      !isTold(order, file) &&
      open.some(({ form: { value } }) => value.name === file.name && sourceOf(value).sha256 !== file.sha256),
  );
};

/** Whether an order's customer is told, or was, by this notice. */
export const isToldBy = ({ mailRequests }: Order, notice: string): boolean =>
  mailRequests.some(({ kind, operation }) => kind === KIND && operation === notice);

/** Asks for the mail that tells of an update. Answers [] where there is no news in it: a notice that goes over an order again is harmless. */
export const requestUpdate = (order: Order, update: Update, now: Date): readonly OrderEvent[] => {
  const files = newsFor(order, update, now);
  if (files.length === 0) return [];
  return [newEvent('MailRequested', { kind: KIND, operation: update.notice, sealedRecipient: '', files: [...files] })];
};
