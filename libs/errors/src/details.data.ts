/** What a person can do about what any server of ours answers, by its code. `{name}` stands for a parameter of the refusal. Programs go by
 *  the code; a service explains the codes of its own where it makes them. */
export const details: Readonly<Record<string, string>> = {
  body_too_large: 'The body has at most {most} bytes.',
  headers_too_large: 'The request line and the headers have at most 16,384 bytes together.',
  internal_error: 'The mistake is ours, and it is logged with the `requestId`.',
  malformed_json: 'The body is no JSON text (RFC 8259) in UTF-8.',
  malformed_request: 'This is no request that HTTP/1.1 allows (RFC 9112).',
  method_not_allowed: 'The address is there, and does not take this method: the header `Allow` names those it takes.',
  not_found: 'There is nothing at this address, or nothing that you may see.',
  request_timeout: 'The request did not arrive whole in time. Nothing was done for it: send it again.',
  temporarily_unavailable:
    'Something that is needed for the answer is out of reach or too slow. Send the same request again after the seconds of `Retry-After`, under the ' +
    'same Idempotency-Key where it has one: what it asks for may be recorded already, and is not done twice then.',
  too_many_requests:
    'More is asked for from your address than it may. Send the same request again after the seconds of `Retry-After`.',
  unsupported_content_encoding: 'Send the body as it is, without `Content-Encoding`: nothing is unpacked.',
  unsupported_media_type: 'Send the body as `Content-Type: application/json`.',
};
