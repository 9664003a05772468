import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Controller, Get, Header, Inject } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '../http/caller.guard.js';
import { ApiDescription } from './api-description.js';
import { docsColors } from './docs-colors.data.js';

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Tollgate: the merchant API</title>
<link rel="stylesheet" href="/docs/swagger-ui.css">
<link rel="stylesheet" href="/docs/colors.css">
</head>
<body>
<div id="api"></div>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</body>
</html>
`;

/** No deep links: Swagger UI puts each into a button, where neither can be reached by all. */
const start = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#api', displayRequestDuration: true });\n`;

/** Everything from this host, nothing inline but the styles that the page's library sets, nothing framed (S19). */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; font-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

const assetsFolder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
const asset = (name: string): string => readFileSync(join(assetsFolder, name), 'utf8');

/** A route that may be read without a key, of this type. */
const Served = (path: string, type: string): MethodDecorator => {
  const decorators = [
    Get(path),
    Public(),
    Header('content-type', `${type}; charset=utf-8`),
    Header('content-security-policy', policy),
    Header('x-content-type-options', 'nosniff'),
  ];
  return (target, name, descriptor) => {
    for (const decorate of decorators) decorate(target, name, descriptor);
  };
};

/** The APIs' descriptions at `/openapi.json` and `/central/openapi.json`, and a page to read and try it at `/docs`. */
@ApiExcludeController()
@Controller()
export class DocsController {
  constructor(@Inject(ApiDescription) private readonly description: ApiDescription) {}

  @Served('openapi.json', 'application/json')
  openApi(): string {
    return this.description.textOf('merchant');
  }

  @Served('central/openapi.json', 'application/json')
  centralOpenApi(): string {
    return this.description.textOf('central');
  }

  @Served('docs', 'text/html')
  page(): string {
    return page;
  }

  @Served('docs/start.js', 'text/javascript')
  start(): string {
    return start;
  }

  @Served('docs/swagger-ui-bundle.js', 'text/javascript')
  script(): string {
    return asset('swagger-ui-bundle.js');
  }

  @Served('docs/swagger-ui.css', 'text/css')
  styles(): string {
    return asset('swagger-ui.css');
  }

  @Served('docs/colors.css', 'text/css')
  colors(): string {
    return docsColors;
  }
}
