import { request as httpRequest, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { Injectable } from '@nestjs/common';
import { OpenSampleRequestSchema, OpenSampleResponseSchema, requests } from '@tollgate/contracts';
import { TransientError } from '@tollgate/errors';
import { Requests } from '@tollgate/messaging';
import type { Caller } from '../api-keys/api-keys.repository.js';
import { refusedBy } from './file-store.client.js';
import type { StampBody } from './good.schema.js';

interface FileNamed {
  readonly sku: string;
  readonly fileName: string;
}

/** It is made before its first byte. */
const headWithinMs = 40_000;

/** Copies for nobody, which show what a stamp looks like. */
@Injectable()
export class StampSamples {
  constructor(private readonly bus: Requests) {}

  /** The copy as esd-delivery sends it. Throws DomainError `not_found`, and what takes no stamp as `Stamps.put` does; a TransientError where it does
   *  not begin. */
  async open({ merchant }: Caller, file: FileNamed, stamp: StampBody): Promise<IncomingMessage> {
    const wish = { merchant, ...file, ...stamp };
    const { url } = await this.bus.request(requests.openSample, OpenSampleRequestSchema, OpenSampleResponseSchema, wish);
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const outgoing = httpRequest(url, { agent: false });
      outgoing.setTimeout(headWithinMs, () => outgoing.destroy(new Error('esd-delivery is silent')));
      outgoing.once('response', resolve);
      outgoing.once('error', (cause) => reject(new TransientError('the sample did not begin', { cause })));
      outgoing.end();
    });
    if (response.statusCode === 200) return response;
    throw refusedBy({ status: response.statusCode ?? 0, body: await text(response) });
  }
}
