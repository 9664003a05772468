import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { DomainError } from '@tollgate/errors';
import { CONFIG } from '@tollgate/service';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../config.js';
import { Public } from '../http/caller.guard.js';
import { ConsoleFiles } from './console-files.store.js';

/** Everything from this host; of what is inline only styles that carry the page's nonce; framed by nobody (S15, S19). */
const policyWith = (nonce: string): string =>
  `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; style-src-attr 'unsafe-inline'; img-src 'self' data: blob:; ` +
  `font-src 'self'; connect-src 'self'; manifest-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`;

const always = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
};
/** Where there is no file, there is a page. */
const isPage = (path: string): boolean => !path.startsWith('assets/') && !/\.\w+$/.test(path);

const forEver = 'public, max-age=31536000, immutable';

/** Tollgate Central's pages: `/central`. Its files carry a hash of what they hold in their names; every other address shows the one page, which
 *  finds out itself what to show. */
@ApiExcludeController()
@Controller('central')
export class ConsoleController {
  private readonly files: ConsoleFiles | undefined;

  constructor(@Inject(CONFIG) config: Config) {
    const { TOLLGATE_CENTRAL_DIR: folder, TOLLGATE_TRACES_URL: traces, TOLLGATE_TLS_CA_FILE: caFile = '' } = config;
    // The parser of addresses writes quotes as %22: nothing of it can end the attribute it stands in.
    const tracesUrl = traces === undefined ? '' : new URL(traces).href.replace(/\/$/, '');
    this.files =
      folder === undefined ? undefined : new ConsoleFiles(folder, { TRACES_URL: tracesUrl, CA_FILE: encodeURIComponent(caFile) });
  }

  @Get()
  @Public()
  home(@Res() reply: FastifyReply): void {
    this.show(reply);
  }

  @Get('*')
  @Public()
  file(@Param('*') path: string, @Req() { headers }: FastifyRequest, @Res() reply: FastifyReply): void {
    if (path.startsWith('api/')) throw new DomainError('not_found');
    if (isPage(path)) this.show(reply);
    else this.send(path, { headers, reply });
  }

  private send(
    path: string,
    { headers, reply }: { readonly headers: FastifyRequest['headers']; readonly reply: FastifyReply },
  ): void {
    const file = this.files?.find(path);
    if (file === undefined) throw new DomainError('not_found');
    const { type, bytes, compressed } = file;
    const cache = path.startsWith('assets/') ? forEver : 'no-cache';
    void reply.headers({ ...always, 'content-type': type, 'cache-control': cache, vary: 'accept-encoding' });
    if (compressed !== undefined && /\bbr\b/.test(String(headers['accept-encoding'] ?? '')))
      void reply.header('content-encoding', 'br').send(compressed);
    else void reply.send(bytes);
  }

  private show(reply: FastifyReply): void {
    if (this.files === undefined) throw new DomainError('not_found');
    const { page, nonce } = this.files.render();
    const policy = policyWith(nonce);
    const headers = {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
      'cache-control': 'no-store',
    };
    void reply.headers({ ...always, ...headers }).send(page);
  }
}
