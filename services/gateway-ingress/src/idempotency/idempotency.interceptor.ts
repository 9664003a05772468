import {
  applyDecorators,
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  UseInterceptors,
} from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { from, lastValueFrom, type Observable } from 'rxjs';
import type { CallerRequest } from '../http/caller.js';
import { refusal } from '../validation/field-error.js';
import { canonicalText } from './canonical-text.js';
import { IdempotencyRepository, type KeyedRequest } from './idempotency.repository.js';
import { contentOf } from './request-content.js';

const keyForm = /^[\x20-\x7e]{1,255}$/;
const unkeyed = {};

/** Lets a command with an `Idempotency-Key` happen once: its controller finds in `context.attempt` whether to execute it (`record`) or to
 *  answer again what was done (`found`). */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(private readonly idempotency: IdempotencyRepository) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<CallerRequest>();
    return from(this.once(request, () => lastValueFrom(next.handle())));
  }

  /** The same for a controller that goes around interceptors. Throws the DomainErrors of `IdempotencyRepository.once`. */
  async once<T>(request: CallerRequest, work: () => Promise<T>): Promise<T> {
    const keyed = this.keyed(request);
    request.attempt = unkeyed;
    if (keyed === undefined) return work();
    return this.idempotency.once(keyed, (attempt) => {
      request.attempt = attempt;
      return work();
    });
  }

  /** The request under its key: the same one has the same method, path and body, but for the CVC, of which nothing is kept in any form.
   *  Throws DomainError `invalid_idempotency_key`. */
  private keyed({ caller, headers, method, url, body }: CallerRequest): KeyedRequest | undefined {
    const key = headers['idempotency-key'];
    if (key === undefined) return undefined;
    if (typeof key !== 'string' || !keyForm.test(key)) throw refusal('invalid_idempotency_key', 'Idempotency-Key');
    const content = `${method} ${url}\n${canonicalText(contentOf(body))}`;
    return { caller, key, fingerprint: this.idempotency.fingerprint(caller, content) };
  }
}

/** Documents the header. */
export const IdempotencyHeader = () =>
  ApiHeader({
    name: 'Idempotency-Key',
    required: false,
    description:
      'Same key and same request, same answer, also after a crash: send one, so that a repeated request is one order. What was answered 202 is ' +
      'answered with its outcome once it has one. Another body or another address under the same key is refused, `idempotency_key_reused`: ' +
      '`…/capture` and `…/captures` are two addresses. A refusal (4xx other than 402) takes no key: nothing happened, and the key may be used ' +
      'again, with another body, too; but an order that could not be priced (422 with the order inside) keeps its key. Nothing of a CVC is kept: ' +
      'two requests that differ in it alone are the same, so that another try after a declined payment needs a new key.',
    schema: { type: 'string', minLength: 1, maxLength: 255 },
  });

/** A command that happens once for each Idempotency-Key. */
export const Idempotent = () => applyDecorators(UseInterceptors(IdempotencyInterceptor), IdempotencyHeader());
