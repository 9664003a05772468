import { createSecretKey } from 'node:crypto';
import { create, DescribeBuyerRequestSchema, DescribeBuyerResponseSchema, decode, encode, requests } from '@tollgate/contracts';
import { TextSeal } from '@tollgate/crypto';
import type { TestStack } from './test-stack.js';

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
