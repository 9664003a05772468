import { createSecretKey } from 'node:crypto';
import {
  create,
  DescribeBuyerRequestSchema,
  DescribeBuyerResponseSchema,
  decode,
  encode,
  GetStampRequestSchema,
  ListCopiesRequestSchema,
  ListCopiesResponseSchema,
  OpenSampleRequestSchema,
  OpenSampleResponseSchema,
  PutGoodRequestSchema,
  PutGoodResponseSchema,
  PutStampRequestSchema,
  RemoveStampRequestSchema,
  RetryCopiesRequestSchema,
  RetryCopiesResponseSchema,
  requests,
  StampResponseSchema,
  StampStateSchema,
} from '@tollgate/contracts';
import { TextSeal } from '@tollgate/crypto';
import type { Requests } from '@tollgate/messaging';
import { merchant, type TestStack } from './test-stack.js';

interface ToldBuyer {
  readonly name: string;
  readonly email: string;
}

/** As gateway-ingress tells who bought an order. */
export const tellBuyers = async (stage: TestStack, buyer: () => ToldBuyer): Promise<void> => {
  const seal = new TextSeal(createSecretKey(stage.linkKey), 'buyers');
  stage.bus.connection.subscribe(requests.describeBuyer, {
    callback: (_, message) => {
      const { order } = decode(DescribeBuyerRequestSchema, message.string());
      const sealed = seal.seal(JSON.stringify(buyer()), order);
      message.respond(encode(DescribeBuyerResponseSchema, create(DescribeBuyerResponseSchema, { sealed })));
    },
  });
  await stage.bus.connection.flush();
};

/** What a merchant does about the stamps of their files. */
export class StampShop {
  constructor(private readonly asking: Requests) {}

  stamp(fileName: string, text: string, sku: string) {
    const wish = { merchant, sku, fileName, text, pages: 'all' };
    return this.asking.request(requests.putStamp, PutStampRequestSchema, StampResponseSchema, wish, 60_000);
  }

  unstamp(fileName: string, sku: string) {
    const wish = { merchant, sku, fileName };
    return this.asking.request(requests.removeStamp, RemoveStampRequestSchema, StampResponseSchema, wish);
  }

  stateOf(fileName: string, sku: string) {
    return this.asking.request(requests.getStamp, GetStampRequestSchema, StampStateSchema, { merchant, sku, fileName });
  }

  sample(fileName: string, text: string, sku: string) {
    const wish = { merchant, sku, fileName, text, pages: 'first' };
    return this.asking.request(requests.openSample, OpenSampleRequestSchema, OpenSampleResponseSchema, wish);
  }

  copies(wish: { readonly mode?: string; readonly order?: string; readonly limit?: number; readonly cursor?: string }) {
    const asked = { merchant, mode: 'test', state: 'failed', limit: 10, ...wish };
    return this.asking.request(requests.listCopies, ListCopiesRequestSchema, ListCopiesResponseSchema, asked);
  }

  retry(order: string) {
    return this.asking.request(requests.retryCopies, RetryCopiesRequestSchema, RetryCopiesResponseSchema, { order });
  }

  deliverLatest(sku: string) {
    const good = { sku, kind: 'digital', description: sku, delivery: 'latest' };
    return this.asking.request(requests.putGood, PutGoodRequestSchema, PutGoodResponseSchema, { merchant, good });
  }
}
