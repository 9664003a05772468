import { Delete, Get, HttpCode, Options, Param, Patch, Post, Req, Res } from '@nestjs/common';
import { type ResumableUpload, toPublicId } from '@tollgate/contracts';
import { DomainError } from '@tollgate/errors';
import type { FastifyReply } from 'fastify';
import { OperatorActions } from '../access-record/operator-actions.handler.js';
import { checkFileName } from '../goods/check-file-name.js';
import { goodParameters } from '../goods/good.schema.js';
import { Goods } from '../goods/goods.client.js';
import type { CallerRequest } from '../http/caller.js';
import { MerchantController } from '../http/merchant-controller.js';
import { Route } from '../http/route.js';
import { OFFSET_STREAM, Upload } from '../http/uploads.pipe.js';
import { uuidOf } from '../http/uuid-of.js';
import { describeUpload, tusHeadersOf, UPLOAD_PREFIX } from './describe-upload.js';
import {
  partChecksumOf,
  requireTus,
  TUS_VERSION,
  tusCapabilities,
  uploadLengthOf,
  uploadMetadataOf,
  uploadOffsetOf,
} from './tus-headers.js';
import { uploadAnswerSchema, uploadListSchema, uploadParameters } from './upload.schema.js';
import { type UploadKey, Uploads } from './uploads.client.js';

interface InGood {
  readonly sku: string;
}

interface OfUpload extends InGood {
  readonly id: string;
}

const noSuchUpload = { 404: 'No such upload: it was deleted, or given up, or is of another good' };
const tusProblems = { 412: 'Not `Tus-Resumable: 1.0.0`' };

/** Files that come in pieces and go on where they were broken off: `/v1/goods/{sku}/uploads`, by tus 1.0. */
@MerchantController('goods/:sku/uploads')
export class UploadsController {
  constructor(
    private readonly uploads: Uploads,
    private readonly goods: Goods,
    private readonly actions: OperatorActions,
  ) {}

  @Options()
  @HttpCode(204)
  @Route({
    id: 'describeUploads',
    right: 'goods:write',
    summary: 'What of tus is spoken here, in headers',
    params: goodParameters,
    answers: { 204: ['Tus-Version, Tus-Extension, Tus-Max-Size, Tus-Checksum-Algorithm'] },
  })
  describe(@Res({ passthrough: true }) reply: FastifyReply): void {
    reply.headers(tusCapabilities);
  }

  @Post()
  @HttpCode(201)
  @Route({
    id: 'createUpload',
    right: 'goods:write',
    summary: 'Begins an upload that can be resumed (tus 1.0): its address comes as `Location`',
    description:
      'Send `Upload-Length`, and `Upload-Metadata` with `filename` and, to have the whole file checked, `sha256` (hexadecimal), each in base64. No body. Goods are those of both modes; in Central it takes a second factor (`second_factor_required`).',
    writesBothModes: true,
    params: goodParameters,
    answers: { 201: ['The upload, at its beginning', uploadAnswerSchema] },
    problems: {
      404: 'No such good',
      409: 'As many uploads are under way as may be (`too_many_uploads`)',
      ...tusProblems,
      413: 'A file that large is not taken (`upload_too_large`)',
      422: 'A length, a name or a checksum that is none',
    },
  })
  async create(
    @Param() { sku }: InGood,
    @Req() request: CallerRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    this.speakTus(request, reply);
    const sizeBytes = uploadLengthOf(request.headers);
    const { name, sha256 } = uploadMetadataOf(request.headers);
    checkFileName(name, 'Upload-Metadata');
    const upload = await this.uploads.create({ merchant: request.caller.merchant, sku, fileName: name, sizeBytes, sha256 });
    const [path = ''] = request.url.split('?', 1);
    reply.headers({ ...tusHeadersOf(upload), location: `${path.replace(/\/$/, '')}/${toPublicId(UPLOAD_PREFIX, upload.id)}` });
    return describeUpload(upload);
  }

  @Get()
  @Route({
    id: 'listUploads',
    right: 'goods:write',
    summary: 'The uploads of a good that are under way, newest first; at most 100',
    params: goodParameters,
    answers: { 200: ['The uploads', uploadListSchema] },
  })
  async list(@Param() { sku }: InGood, @Req() { caller }: CallerRequest): Promise<object> {
    return { data: (await this.uploads.list({ merchant: caller.merchant, sku })).map(describeUpload) };
  }

  @Get(':id')
  @Route({
    id: 'getUpload',
    right: 'goods:write',
    summary: 'How far an upload has come; with HEAD, in the headers of tus alone',
    description: 'One that has come whole is answered once its file was checked and is sold: until then 503, ask again.',
    params: uploadParameters,
    answers: { 200: ['The upload', uploadAnswerSchema] },
    problems: { ...noSuchUpload, 422: 'The whole file has another SHA-256 (`checksum_mismatch`); the upload is given up' },
  })
  async find(
    @Param() of: OfUpload,
    @Req() request: CallerRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    reply.header('tus-resumable', TUS_VERSION);
    const upload = await this.uploads.find(keyOf(of, request));
    await this.noteWhole(upload, request);
    reply.headers(tusHeadersOf(upload));
    return describeUpload(upload);
  }

  @Patch(':id')
  @HttpCode(204)
  @Upload()
  @Route({
    id: 'continueUpload',
    right: 'goods:write',
    summary: 'Goes on with an upload at `Upload-Offset`; with the last byte the file is checked, and sold',
    description:
      'The body is `application/offset+octet-stream`. `Upload-Checksum: sha256 <base64>` is of this body alone: where it does not fit, none of it counts.',
    writesBothModes: true,
    params: uploadParameters,
    isUpload: true,
    answers: { 204: ['What came is kept; Upload-Offset tells how much there is'] },
    problems: {
      ...noSuchUpload,
      409: 'The upload has come to another byte (`upload_offset_mismatch`)',
      ...tusProblems,
      413: 'More bytes than Upload-Length told of',
      415: 'Not application/offset+octet-stream',
      422: 'The whole file has another SHA-256 (`checksum_mismatch`); the upload is given up',
      460: 'These bytes have another SHA-256 (`upload_checksum_mismatch`); the upload stays as it was',
    },
  })
  async append(
    @Param() of: OfUpload,
    @Req() request: CallerRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    this.speakTus(request, reply);
    const { headers, raw: bytes } = request;
    if (headers['content-type'] !== OFFSET_STREAM) throw new DomainError('unsupported_media_type', 'Content-Type');
    const sent = { bytes, offset: uploadOffsetOf(headers), length: headers['content-length'], checksum: partChecksumOf(headers) };
    const upload = await this.uploads.append(keyOf(of, request), sent);
    await this.noteWhole(upload, request);
    reply.headers(tusHeadersOf(upload));
  }

  @Delete(':id')
  @HttpCode(204)
  @Route({
    id: 'deleteUpload',
    right: 'goods:write',
    summary: 'Gives an upload up: what came of it is removed',
    writesBothModes: true,
    params: uploadParameters,
    answers: { 204: ['It is no more'] },
    problems: { ...noSuchUpload, ...tusProblems },
  })
  async remove(
    @Param() of: OfUpload,
    @Req() request: CallerRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    this.speakTus(request, reply);
    await this.uploads.remove(keyOf(of, request));
  }

  private speakTus({ headers }: CallerRequest, reply: FastifyReply): void {
    reply.headers({ 'tus-resumable': TUS_VERSION, 'tus-version': TUS_VERSION });
    requireTus(headers);
  }

  /** Once for each upload, whichever answer told of it first. */
  private async noteWhole({ id, sku, fileName, file }: ResumableUpload, { caller, id: requestId }: CallerRequest): Promise<void> {
    if (file === undefined) return;
    this.goods.forget(caller.merchant, sku);
    await this.actions.note({ caller, requestId }, 'file_uploaded', { on: `${sku}/${fileName}`, by: id });
  }
}

const keyOf = ({ sku, id }: OfUpload, { caller }: CallerRequest): UploadKey => ({
  merchant: caller.merchant,
  sku,
  id: uuidOf(UPLOAD_PREFIX, id),
});
