import { Get, HttpCode, Param, Put, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type CallerRequest, Context, type RequestContext } from '../http/caller.js';
import { MerchantController } from '../http/merchant-controller.js';
import { Route } from '../http/route.js';
import { Upload } from '../http/uploads.pipe.js';
import { KeepLogo } from './keep-logo.handler.js';
import { logoAnswerSchema, logoParameters } from './receipt.schema.js';
import { Receipts } from './receipts.client.js';

/** Images for the head of mails: `/v1/receipt-logos/{sha256}`. */
@MerchantController('receipt-logos/:sha256')
export class ReceiptLogosController {
  constructor(
    private readonly receipts: Receipts,
    private readonly keepLogo: KeepLogo,
  ) {}

  @Put()
  @HttpCode(201)
  @Upload()
  @Route({
    id: 'putReceiptLogo',
    right: 'settings:write',
    summary: 'Uploads a logo, named by its SHA-256; mails show it once the settings of the area `receipt` name it',
    description:
      'PNG or JPEG of at most 256 KiB, each side of 16 to 2,000 pixels; mails show it in 240 × 80. Those that no settings name are kept up to the twenty newest.',
    params: logoParameters,
    isUpload: true,
    answers: { 201: ['The logo', logoAnswerSchema] },
    problems: { 422: 'No such image, too large, too small (`not_an_image`, `logo_too_large`, `logo_size`), or another checksum' },
  })
  put(@Param('sha256') sha256: string, @Req() { raw }: CallerRequest, @Context() context: RequestContext): Promise<object> {
    return this.keepLogo.keep(sha256, raw, context);
  }

  @Get()
  @Route({
    id: 'getReceiptLogo',
    right: 'settings:read',
    summary: 'A logo, as it was uploaded',
    params: logoParameters,
    answers: { 200: ['The image'] },
    problems: { 404: 'No such logo of yours', 422: 'No SHA-256' },
  })
  async get(@Param('sha256') sha256: string, @Context() context: RequestContext, @Res() reply: FastifyReply): Promise<void> {
    const { type, bytes } = await this.receipts.getLogo(sha256, context);
    // Whatever else its bytes may be, it is an image and nothing that runs.
    const headers = {
      'content-type': type,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, max-age=31536000, immutable',
    };
    void reply.headers(headers).send(Buffer.from(bytes, 'base64'));
  }
}
