import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { z } from 'zod';
import { schemaUri } from '../http/route.js';

type Json = Readonly<Record<string, unknown>>;

const description = `Amounts are integers in minor units of an ISO 4217 currency, times RFC 3339 in UTC. Every answer has an \`x-request-id\`; every error
is a problem document (RFC 9457) with a stable \`code\`. A member that is null, or text of nothing but blanks, counts as not sent; where that would
ask for all the money that is left (\`amount\`, \`lines\` and \`shipping\` of captures and refunds) it is refused. Settings are read as they come.`;

/** Every schema that has an id, as OpenAPI's components; `$id` and `$schema` are JSON Schema's own and have no place there. */
const componentSchemas = (): Json => {
  const { schemas } = z.toJSONSchema(z.globalRegistry, { io: 'input', unrepresentable: 'any', uri: schemaUri });
  const plain = ([name, { $id, $schema, ...schema }]: [string, Record<string, unknown>]) => [name, schema];
  return Object.fromEntries(Object.entries(schemas as Record<string, Record<string, unknown>>).map(plain));
};

const resources = [/\{mode\}\/([a-z-]+)/, /\/(?:v1|api)\/([a-z-]+)/, /([a-z-]+)/];

/** What a path is about, e.g. `Card tokens`: clients that are generated from the document have a class for each. */
const tagOf = (path: string): string => {
  const resource = resources.map((one) => one.exec(path)?.[1]).find((name) => name !== undefined) ?? '';
  const words = resource.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

const withTag = (path: string, operations: object): Json =>
  Object.fromEntries(Object.entries(operations).map(([method, operation]) => [method, { ...operation, tags: [tagOf(path)] }]));

/** Nobody's pattern: the format says the same. Nobody's default: an empty text stands for what was not sent. */
const isForClients = ([name, part]: [string, unknown], schema: object): boolean =>
  !(name === 'pattern' && 'format' in schema) && !(name === 'default' && part === '');

/** Without what clients that are generated from the document stumble over: they hold patterns against what they have parsed, and send defaults. */
const forClients = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(forClients);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter((member) => isForClients(member, value));
  return Object.fromEntries(kept.map(([name, part]) => [name, forClients(part)]));
};

/** The API's description, made of the decorators of its routes and of the very schemas that check the requests. */
export const openApiDocument = (app: INestApplication): OpenAPIObject => {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Tollgate')
    .setVersion('1')
    .setDescription(description.replaceAll('\n', ' '))
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addServer('/')
    .addBearerAuth(
      { type: 'http', scheme: 'bearer', bearerFormat: 'opaque', description: '`tgk_test_…` or `tgk_live_…`' },
      'apiKey',
    )
    .build();
  const { paths, components, ...document } = SwaggerModule.createDocument(app, config);
  const tagged = Object.fromEntries(Object.entries(paths).map(([path, operations]) => [path, withTag(path, operations)]));
  return forClients({
    ...document,
    paths: tagged,
    components: { ...components, schemas: componentSchemas() },
  }) as OpenAPIObject;
};
