import { createSecretKey, randomUUID } from 'node:crypto';
import {
  AddLicenseKeysRequestSchema,
  AddLicenseKeysResponseSchema,
  type EventInit,
  GetLicenseKeysRequestSchema,
  type LicenseKeysState,
  LicenseKeysStateSchema,
  newEvent,
  PutLicenseKeysRequestSchema,
  RemoveLicenseKeysRequestSchema,
  RemoveLicenseKeysResponseSchema,
  ReserveLicenseKeysRequestSchema,
  type ReserveLicenseKeysResponse,
  ReserveLicenseKeysResponseSchema,
  requests,
  TakeOutLicenseKeysRequestSchema,
  TakeOutLicenseKeysResponseSchema,
} from '@tollgate/contracts';
import { LicenseSecrets } from '@tollgate/license-keys';
import { Requests } from '@tollgate/messaging';
import { fold, isLicenseKeys, type Order } from '@tollgate/order';
import { causeOf, orderTarget } from '@tollgate/order-log';
import { eventually, onlineLine } from '@tollgate/testing';
import { merchant, type TestStack } from './test-stack.js';

const mode = 'test';
const price = { minor: 100n, currency: 'USD' };
type Form = NonNullable<EventInit<'OrderPlaced'>['lines']>[number]['forms'];

/** A merchant who sells license keys, as the ingress and authorization tell esd-delivery of them. */
export class KeyShop {
  readonly secrets: LicenseSecrets;
  private readonly asking: Requests;

  constructor(private readonly stage: TestStack) {
    this.secrets = new LicenseSecrets(createSecretKey(stage.linkKey));
    this.asking = new Requests(stage.bus);
  }

  async sell(sku: string, source: { kind: string; pattern?: string; activations?: number; lowMark?: number }): Promise<void> {
    await this.stage.put(sku);
    const wish = { merchant, mode, sku, ...source };
    await this.asking.request(requests.putLicenseKeys, PutLicenseKeysRequestSchema, LicenseKeysStateSchema, wish);
  }

  async add(sku: string, keys: readonly string[]): Promise<{ readonly added: number; readonly duplicates: number }> {
    const sealedKeys = this.secrets.seal(JSON.stringify(keys), merchant);
    const wish = { merchant, mode, sku, sealedKeys };
    const { added, duplicates } = await this.asking.request(
      requests.addLicenseKeys,
      AddLicenseKeysRequestSchema,
      AddLicenseKeysResponseSchema,
      wish,
    );
    return { added, duplicates };
  }

  /** Those of these keys that no order has, or all such; answers how many, and which stay. */
  async takeOut(sku: string, keys?: readonly string[]): Promise<{ readonly takenOut: number; readonly kept: readonly string[] }> {
    const which = keys === undefined ? { all: true } : { sealedKeys: this.secrets.seal(JSON.stringify(keys), merchant) };
    const schemas = [TakeOutLicenseKeysRequestSchema, TakeOutLicenseKeysResponseSchema] as const;
    const wish = { merchant, mode, sku, ...which };
    const { takenOut, kept } = await this.asking.request(requests.takeOutLicenseKeys, ...schemas, wish);
    return { takenOut, kept: kept.map((place) => keys?.[place] ?? '') };
  }

  async takeOff(sku: string): Promise<void> {
    const schemas = [RemoveLicenseKeysRequestSchema, RemoveLicenseKeysResponseSchema] as const;
    await this.asking.request(requests.removeLicenseKeys, ...schemas, { merchant, sku });
  }

  state(sku: string): Promise<LicenseKeysState> {
    const wish = { merchant, mode, sku };
    return this.asking.request(requests.getLicenseKeys, GetLicenseKeysRequestSchema, LicenseKeysStateSchema, wish);
  }

  reserve(order: string, sku: string, quantity = 1): Promise<ReserveLicenseKeysResponse> {
    const wish = { merchant, mode, order, lines: [{ line: 1, sku, quantity }] };
    const schemas = [ReserveLicenseKeysRequestSchema, ReserveLicenseKeysResponseSchema] as const;
    return this.asking.request(requests.reserveLicenseKeys, ...schemas, wish);
  }

  /** An order of this good, placed after its keys were kept. */
  async place(sku: string, { kind = 'pool', quantity = 1, order = randomUUID() } = {}): Promise<Placed> {
    if (kind === 'pool') await this.reserve(order, sku, quantity);
    const forms: Form = [{ form: { case: 'licenseKeys', value: { kind, activations: 2 } } }];
    const lines = [{ ...onlineLine, sku, quantity, unitAmount: price, forms }];
    const placed = await this.stage.place({ lines }, order);
    return { ...placed, sku, quantity, forms };
  }

  /** Pays an order as a sale; answers once it is granted. */
  async pay({ order, hash, id, sku, quantity, forms }: Placed): Promise<void> {
    const deliverables = [{ line: 1, sku, quantity, forms: forms ?? [] }];
    await this.stage.logs.authorization.append({
      subject: { kind: 'order', id: order },
      merchant,
      mode,
      events: [newEvent('PaymentCaptured', { amount: price, isSale: true, isFinal: true, deliverables })],
      expectedVersion: 0,
      previousHash: hash,
      causation: id,
      correlation: order,
    });
    await this.stage.until(order, 'DownloadsGranted');
  }

  /** Takes more of it, as a capture of a preauth; answers once that is granted. */
  async capture({ order, id, hash, sku, quantity, forms }: Placed): Promise<void> {
    const [requested] = await this.stage.logs['gateway-ingress'].decide(
      orderTarget(order),
      { id: randomUUID(), hash, correlation: id },
      () => [newEvent('CaptureRequested', { amount: price, isFinal: false })],
    );
    if (requested === undefined) throw new Error('no capture was requested');
    const operation = requested.header.id;
    const deliverables = [{ line: 1, sku, quantity, forms: forms ?? [] }];
    const grants = (await this.stage.typesOf(order)).filter((type) => type === 'DownloadsGranted').length;
    await this.stage.logs.authorization.decide(orderTarget(order), causeOf(requested), () => [
      newEvent('PaymentCaptured', { operation, amount: price, deliverables }),
    ]);
    await eventually('the grant', async () => {
      const types = await this.stage.typesOf(order);
      return types.filter((type) => type === 'DownloadsGranted').length > grants || undefined;
    });
  }

  async decline({ order, id, hash }: Placed): Promise<void> {
    await this.stage.logs.authorization.decide(orderTarget(order), { id, hash, correlation: order }, () => [
      newEvent('OrderRejected', { code: 'card_blocked' }),
    ]);
  }

  /** The keys that the order's log tells, but for those of a line that was refunded. */
  async keysOf(order: string): Promise<readonly string[]> {
    const { delivery } = fold(await this.stage.logs['gateway-ingress'].read(order)) as Order;
    return delivery.entitlements
      .filter(isLicenseKeys)
      .filter(({ isRevoked }) => !isRevoked)
      .flatMap(({ form }) => form.value.keys.map(({ sealed }) => this.secrets.open(sealed, order)));
  }
}

export interface Placed {
  readonly order: string;
  readonly hash: string;
  readonly id: string;
  readonly sku: string;
  readonly quantity: number;
  readonly forms: Form;
}
