import { HttpException } from '@nestjs/common';
import { type DetailParameters, DomainError, type Problem, type ProblemParts, problem, TransientError } from '@tollgate/errors';

/** The codes that are no 422: what the caller sent cannot be looked at, is not theirs, or comes at the wrong time. */
const statusOfCode: Readonly<Record<string, number>> = {
  malformed_json: 400,
  malformed_request: 400,
  not_an_object: 400,
  unauthorized: 401,
  invalid_api_key: 401,
  missing_api_key: 401,
  not_signed_in: 401,
  passkey_invalid: 401,
  wrong_credentials: 401,
  credit_by_key_off: 403,
  credit_off: 403,
  cross_site_request: 403,
  invalid_csrf_token: 403,
  not_allowed: 403,
  own_approval: 403,
  second_factor_required: 403,
  not_found: 404,
  unknown_license_key: 404,
  method_not_allowed: 405,
  request_timeout: 408,
  idempotency_key_in_use: 409,
  still_running: 409,
  activation_limit: 409,
  already_captured: 409,
  approval_expired: 409,
  approval_resolved: 409,
  already_refunded: 409,
  already_voided: 409,
  authorization_expired: 409,
  authorization_voided: 409,
  capture_pending: 409,
  card_in_use: 409,
  credit_day_limit: 409,
  customer_forgotten: 409,
  downloads_revoked: 409,
  duplicate_credit: 409,
  endpoint_disabled: 409,
  file_changed: 409,
  filter_name_taken: 409,
  not_authorized: 409,
  not_captured: 409,
  not_held: 409,
  key_not_made: 409,
  nothing_to_block: 409,
  nothing_to_mail: 409,
  nothing_to_reissue: 409,
  nothing_to_void: 409,
  orders_under_way: 409,
  rebuild_instead: 409,
  reference_taken: 409,
  refund_changed: 409,
  refund_pending: 409,
  reissue_limit: 409,
  reissue_pending: 409,
  review_resolved: 409,
  delivers_pinned: 409,
  notice_under_way: 409,
  too_many_approvals: 409,
  too_many_endpoints: 409,
  too_many_entries: 409,
  too_many_streams: 429,
  too_many_filters: 409,
  stamped_copies_owed: 409,
  session_paid: 409,
  session_processing: 409,
  too_many_invitations: 409,
  too_many_keys: 409,
  too_many_mails: 409,
  too_many_notes: 409,
  too_many_schedules: 409,
  too_many_uploads: 409,
  upload_offset_mismatch: 409,
  void_pending: 409,
  address_taken: 409,
  already_member: 409,
  last_owner: 409,
  license_key_revoked: 409,
  no_key_pool: 409,
  passkey_known: 409,
  totp_present: 409,
  already_downloaded: 410,
  access_closed: 410,
  settings_changed: 412,
  tus_version_unsupported: 412,
  body_too_large: 413,
  upload_too_large: 413,
  upload_too_long: 413,
  unsupported_content_encoding: 415,
  unsupported_media_type: 415,
  too_many_attempts: 429,
  too_many_attempts_here: 429,
  too_many_requests: 429,
  too_many_test_mails: 429,
  too_many_unknown_keys: 429,
  /** Source: tus 1.0, Checksum. */
  upload_checksum_mismatch: 460,
  http_version_not_supported: 505,
};

const codeOfStatus: Readonly<Record<number, string>> = {
  400: 'malformed_request',
  401: 'unauthorized',
  403: 'not_allowed',
  404: 'not_found',
  405: 'method_not_allowed',
  408: 'request_timeout',
  413: 'body_too_large',
  415: 'unsupported_media_type',
  429: 'too_many_requests',
  431: 'headers_too_large',
};

/** The framework's own codes for what it refuses before any of our code runs. */
const codeOfFastify: Readonly<Record<string, string>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'body_too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported_media_type',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'malformed_json',
  FST_ERR_CTP_INVALID_JSON_BODY: 'malformed_json',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'malformed_request',
  FST_ERR_BAD_URL: 'not_found',
  FST_ERR_MAX_PARAM_LENGTH: 'not_found',
};

/** The sentence of a code; undefined where there is none. */
export type Explain = (code: string) => string | undefined;

/** What the sentence of an answer is made of. */
export interface Explanation {
  /** For the sentences of what the framework refuses, such as the `most` bytes of a body. */
  readonly parameters?: DetailParameters;
  /** Of a refusal that brings no sentence. */
  readonly explain?: Explain | undefined;
}

/** Every error as the caller may see it. Total; tells nothing of our inside: a TransientError is a 503, whatever is
 *  unknown a 500. */
export const toProblem = (error: unknown, requestId: string, { parameters, explain }: Explanation = {}): Problem => {
  if (error instanceof DomainError) return refused(error, requestId, explain);
  if (error instanceof TransientError) return problem({ status: 503, code: 'temporarily_unavailable', requestId });
  if (error instanceof HttpException) return problem({ ...statusAndCode(error.getStatus()), requestId, parameters });
  const known = codeOfFastify[codeOf(error)];
  if (known !== undefined) return problem({ status: statusOfCode[known] ?? 400, code: known, requestId, parameters });
  return problem({ ...statusAndCode(statusCodeOf(error)), requestId, parameters });
};

const refused = (refusal: DomainError, requestId: string, explain?: Explain): Problem => {
  const { code, field } = refusal;
  const detail = refusal.detail ?? explain?.(code);
  return problem({ status: statusOfCode[code] ?? 422, code, field, detail, requestId, ...extensionsOf(refusal) });
};

/** A refusal that has more to tell, such as every field that is wrong. */
const extensionsOf = (refusal: object): Pick<ProblemParts, 'extensions'> =>
  'extensions' in refusal ? { extensions: refusal.extensions as Readonly<Record<string, unknown>> } : {};

const statusAndCode = (status: number): { status: number; code: string } =>
  status >= 400 && status < 500
    ? { status, code: codeOfStatus[status] ?? 'malformed_request' }
    : { status: 500, code: 'internal_error' };

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : '';

const statusCodeOf = (error: unknown): number =>
  typeof error === 'object' && error !== null && 'statusCode' in error && typeof error.statusCode === 'number'
    ? error.statusCode
    : 500;
