import { type EventType, eventKinds, subjectKinds } from './catalogue.js';
import type { EventHeader } from './header.js';

/** The JetStream stream that carries the events of the log. */
export const eventStream = 'ORDERS';
/** What it carries: the events of every kind of subject. */
export const eventStreamSubjects: readonly string[] = subjectKinds.map((kind) => `${kind}.>`);

/** `<kind of subject>.<merchant>.<Event>`, e.g. `order.mer_demo.OrderPlaced`. Without the subject's id: JetStream keeps an entry per
 *  subject and walks all that a filter matches (ADR 14). */
export const eventSubject = ({ subject, merchant, type }: Pick<EventHeader, 'subject' | 'merchant' | 'type'>): string =>
  `${subject.kind}.${merchant}.${type}`;
/** What happens to a merchant's orders, of every type. */
export const merchantSubjects = (merchant: string): string => `order.${merchant}.*`;
/** The subject of one type of event, of any merchant. */
export const eventFilter = (type: EventType): string => `${eventKinds[type].subject}.*.${type}`;

/** Core subject that wakes whoever waits for an order's outcome: a hint, lost without harm; its body is the event's type. */
export const outcomeSubject = (order: string): string => `outcome.${order}`;
export const outcomeFilter = 'outcome.*';

/** The services that handle events, or read the log, and put aside what they could not handle. */
export const parkingServices = ['tax-shipping', 'fraud', 'authorization', 'esd-delivery', 'notifications', 'reporting'] as const;
export type ParkingService = (typeof parkingServices)[number];
/** So many parked events a service lists at once. */
export const MAX_PARKED_LISTED = 1_000;

/** Requests between services; the first word is the service that answers, or the capability several answer. */
export const requests = {
  sealingKey: 'authorization.vault.key',
  storeCard: 'authorization.vault.store',
  getCard: 'authorization.vault.get',
  deleteCard: 'authorization.vault.delete',
  takeCvc: (replica: string): string => `authorization.vault.cvc.${replica}`,
  listKeys: 'authorization.vault.keys.list',
  rotateKeys: 'authorization.vault.keys.rotate',
  resolveReview: 'fraud.review.resolve',
  pageOfReviews: 'fraud.reviews.page',
  addToList: 'fraud.lists.add',
  removeFromList: 'fraud.lists.remove',
  pageOfList: 'fraud.lists.page',
  findBlocked: 'fraud.lists.blocked',
  pinFiles: 'esd-delivery.goods.pin',
  putGood: 'esd-delivery.goods.put',
  listGoods: 'esd-delivery.goods.list',
  previewPages: 'esd-delivery.goods.preview',
  openUpload: 'esd-delivery.goods.upload',
  describeStore: 'gateway-ingress.stores.describe',
  listVersions: 'esd-delivery.goods.versions',
  createUpload: 'esd-delivery.uploads.create',
  findUpload: 'esd-delivery.uploads.find',
  listUploads: 'esd-delivery.uploads.list',
  removeUpload: 'esd-delivery.uploads.remove',
  continueUpload: 'esd-delivery.uploads.continue',
  putLicenseKeys: 'esd-delivery.license-keys.put',
  removeLicenseKeys: 'esd-delivery.license-keys.remove',
  getLicenseKeys: 'esd-delivery.license-keys.get',
  addLicenseKeys: 'esd-delivery.license-keys.add',
  takeOutLicenseKeys: 'esd-delivery.license-keys.take-out',
  reserveLicenseKeys: 'esd-delivery.license-keys.reserve',
  releaseLicenseKeys: 'esd-delivery.license-keys.release',
  checkLicenseKey: 'esd-delivery.license-keys.check',
  activateLicenseKey: 'esd-delivery.license-keys.activate',
  deactivateLicenseKey: 'esd-delivery.license-keys.deactivate',
  listActivations: 'esd-delivery.license-keys.activations',
  endActivation: 'esd-delivery.license-keys.activations.end',
  tellKeyPool: 'gateway-ingress.license-keys.pool',
  putStamp: 'esd-delivery.stamps.put',
  removeStamp: 'esd-delivery.stamps.remove',
  getStamp: 'esd-delivery.stamps.get',
  openSample: 'esd-delivery.stamps.sample',
  listCopies: 'esd-delivery.stamps.copies',
  retryCopies: 'esd-delivery.stamps.retry',
  describeBuyer: 'gateway-ingress.orders.buyer',
  quote: 'tax-shipping.quote',
  listMailTries: 'notifications.mails.tries',
  sendOperatorMail: 'notifications.operator-mail',
  putLogo: 'notifications.logos.put',
  getLogo: 'notifications.logos.get',
  previewReceipt: 'notifications.receipts.preview',
  sendTestReceipt: 'notifications.receipts.test',
  createWebhookEndpoint: 'notifications.webhooks.endpoints.create',
  listWebhookEndpoints: 'notifications.webhooks.endpoints.list',
  changeWebhookEndpoint: 'notifications.webhooks.endpoints.change',
  deleteWebhookEndpoint: 'notifications.webhooks.endpoints.delete',
  rotateWebhookKey: 'notifications.webhooks.endpoints.rotate',
  testWebhookEndpoint: 'notifications.webhooks.endpoints.test',
  replayWebhooks: 'notifications.webhooks.endpoints.replay',
  listWebhookDeliveries: 'notifications.webhooks.deliveries.list',
  getWebhookDelivery: 'notifications.webhooks.deliveries.get',
  redeliverWebhook: 'notifications.webhooks.deliveries.redeliver',
  sales: 'reporting.sales',
  figures: 'reporting.figures',
  breakdown: 'reporting.breakdown',
  settlement: 'reporting.settlement',
  customers: 'reporting.customers',
  reportEvents: 'reporting.report-events',
  listOrders: 'reporting.orders',
  openExport: 'reporting.exports.open',
  rebuild: 'reporting.rebuild',
  rebuildProgress: 'reporting.rebuild.progress',
  reportedPosition: 'reporting.position',
  /** An area of a merchant's settings, answered by the service that owns it. */
  getSettings: (area: string): string => `settings.${area}.get`,
  putSettings: (area: string): string => `settings.${area}.put`,
  /** Any service that listens to events. */
  listParked: (service: string): string => `${service}.parked.list`,
  redriveParked: (service: string): string => `${service}.parked.redrive`,
} as const;
