import { Injectable } from '@nestjs/common';
import { DomainError } from '@tollgate/errors';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { FileStore } from './file-store.client.js';
import { Goods } from './goods.client.js';
import { explain } from '../http/explanations.data.js';
import { describeFile } from './describe-good.js';
import type { CallerRequest } from '../http/api-key.guard.js';
import { sku } from '../http/fields.schema.js';
import { send } from '../http/http-answer.js';
import { readQuery } from '../http/validation.pipe.js';

export const uploadRoute = '/v1/goods/:sku/files/:name';

/** No path, no hidden file, nothing that could break a header. */
const nameForm = /^(?!\.)[^\p{Cc}\p{Zl}\p{Zp}\p{Cs}/\\]{1,255}$/u;
const parameters = z.strictObject({ sku, name: z.string().regex(nameForm, 'invalid_file_name') });

const hexForm = /^[0-9a-f]{64}$/i;
const digestForm = /(?:^|,\s*)sha-256=:([A-Za-z0-9+/]{43}=):/;

/** The SHA-256 the merchant says his file has, hexadecimal; undefined when he says none. Source: RFC 9530 (Content-Digest), or `x-checksum-sha256`.
 *  Throws DomainError `invalid_checksum`. */
const checksumOf = ({ headers }: CallerRequest): string | undefined => {
  const hex = headers['x-checksum-sha256'];
  const digest = headers['content-digest'];
  if (hex === undefined && digest === undefined) return undefined;
  if (typeof hex === 'string' && hexForm.test(hex)) return hex.toLowerCase();
  const base64 = hex === undefined && typeof digest === 'string' ? digestForm.exec(digest)?.[1] : undefined;
  if (base64 === undefined) throw new DomainError('invalid_checksum', 'x-checksum-sha256', explain('invalid_checksum'));
  return Buffer.from(base64, 'base64').toString('hex');
};

/** Takes files of any size, at constant memory: `PUT /v1/goods/{sku}/files/{name}`. */
@Injectable()
export class FileUploads {
  constructor(
    private readonly goods: Goods,
    private readonly store: FileStore,
  ) {}

  /** The route stands beside the controllers: its body is taken as it comes, whatever its type, and is nobody's to parse. */
  async register(fastify: FastifyInstance): Promise<void> {
    await fastify.register(async (scope) => {
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser('*', (_request, _payload, done) => done(null));
      scope.put(uploadRoute, (request, reply) => this.put(request as CallerRequest, reply));
    });
  }

  private async put(request: CallerRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { caller, params, raw } = request;
    const good = readQuery(parameters, params);
    const checksum = checksumOf(request);
    const length = raw.headers['content-length'];
    const file = await this.store.put({ merchant: caller.merchant, sku: good.sku, name: good.name, length, checksum }, raw);
    this.goods.forget(caller.merchant, good.sku);
    send(reply, { status: 201, body: describeFile(file) });
    return reply;
  }
}
