import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { openApiDocument } from './openapi.js';

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Tollgate: the merchant API</title>
<link rel="stylesheet" href="/docs/swagger-ui.css">
</head>
<body>
<div id="api"></div>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</body>
</html>
`;

const start = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#api', deepLinking: true, displayRequestDuration: true });\n`;

/** Everything from this host, nothing inline but the styles that the page's library sets, nothing framed (S19). */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; font-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

const assetsFolder = (): string => dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

interface Served {
  readonly type: string;
  readonly body: () => string | Buffer;
}

const html = 'text/html; charset=utf-8';
const javascript = 'text/javascript; charset=utf-8';

const asset = (name: string) => () => readFileSync(join(assetsFolder(), name));

const served: Readonly<Record<string, Served>> = {
  '/openapi.json': { type: 'application/json; charset=utf-8', body: () => JSON.stringify(openApiDocument()) },
  '/docs': { type: html, body: () => page },
  '/docs/start.js': { type: javascript, body: () => start },
  '/docs/swagger-ui-bundle.js': { type: javascript, body: asset('swagger-ui-bundle.js') },
  '/docs/swagger-ui.css': { type: 'text/css; charset=utf-8', body: asset('swagger-ui.css') },
};

/** What may be read without a key. */
export const docsRoutes: ReadonlySet<string> = new Set(Object.keys(served));

/** The API's description at `/openapi.json`, and a page to read and try it at `/docs`. */
export const serveDocs = (fastify: FastifyInstance): void => {
  for (const [path, { type, body }] of Object.entries(served)) {
    fastify.get(path, async (_request, reply): Promise<FastifyReply> => {
      const headers = { 'content-type': type, 'content-security-policy': policy, 'x-content-type-options': 'nosniff' };
      return reply.headers(headers).send(body());
    });
  }
};
