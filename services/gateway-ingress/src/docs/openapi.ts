import { z } from 'zod';
import { answers } from '../orders/order-answer.schema.js';
import { type Operation, operations } from './operations.js';

type Json = Readonly<Record<string, unknown>>;

const uri = (id: string): string => `#/components/schemas/${id}`;

/** Every schema that has an id, as OpenAPI's components; `$id` and `$schema` are JSON Schema's own and have no place there. */
const componentSchemas = (): Json => {
  const { schemas } = z.toJSONSchema(z.globalRegistry, { io: 'input', unrepresentable: 'any', uri });
  const plain = ([name, { $id, $schema, ...schema }]: [string, Record<string, unknown>]) => [name, schema];
  return Object.fromEntries(Object.entries(schemas as Record<string, Record<string, unknown>>).map(plain));
};

const referenceTo = (schema: z.ZodType): Json => {
  const id = z.globalRegistry.get(schema)?.id;
  if (id === undefined) throw new Error('a schema in the documentation has an id');
  return { $ref: uri(id) };
};

const content = (schema: z.ZodType, type = 'application/json'): Json => ({ [type]: { schema: referenceTo(schema) } });

const pathParameters = (path: string): readonly Json[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));

const queryParameters = (query: z.ZodObject | undefined): readonly Json[] => {
  if (query === undefined) return [];
  const { properties = {}, required = [] } = z.toJSONSchema(query, { io: 'input', unrepresentable: 'any' });
  return Object.entries(properties).map(([name, schema]) => ({ name, in: 'query', required: required.includes(name), schema }));
};

const idempotencyKey: Json = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'Same key and same request, same answer, also after a crash: send one, so that a repeated request is one order',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
};

const everywhere: Readonly<Record<number, string>> = {
  401: 'No key, or none that is in force',
  429: 'Too many requests',
  503: 'Something we need is out of reach: try again after Retry-After',
};
const withBody: Readonly<Record<number, string>> = {
  400: 'Malformed JSON, or not an object',
  413: 'The body is too large',
  415: 'Not JSON',
};

const responsesOf = ({ answers: said, problems, body }: Operation): Json => {
  const good = Object.entries(said).map(([status, [description, schema]]) => [status, { description, content: content(schema) }]);
  const bad = Object.entries({ ...problems, ...everywhere, ...(body === undefined || body === 'bytes' ? {} : withBody) });
  const problem = content(answers.problem, 'application/problem+json');
  return Object.fromEntries([...good, ...bad.map(([status, description]) => [status, { description, content: problem }])]);
};

const bodyOf = ({ body }: Operation): Json => {
  if (body === undefined) return {};
  if (body === 'bytes') return { requestBody: { required: true, content: { 'application/octet-stream': {} } } };
  return { requestBody: { required: true, content: content(body) } };
};

const describe = (operation: Operation): Json => ({
  operationId: operation.id,
  summary: operation.summary,
  parameters: [
    ...pathParameters(operation.path),
    ...queryParameters(operation.query),
    ...(operation.method === 'post' ? [idempotencyKey] : []),
  ],
  ...bodyOf(operation),
  responses: responsesOf(operation),
});

const paths = (): Json => {
  const all: Record<string, Record<string, Json>> = {};
  for (const operation of operations) {
    const { path, method } = operation;
    all[path] = { ...all[path], [method]: describe(operation) };
  }
  return all;
};

/** The API's description, made of the very schemas that check the requests. */
export const openApiDocument = (): Json => ({
  openapi: '3.1.0',
  info: {
    title: 'Tollgate',
    version: '1',
    description:
      'Amounts are integers in minor units of an ISO 4217 currency, times RFC 3339 in UTC. Every answer has an `x-request-id`; every error is a problem document (RFC 9457) with a stable `code`.',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  servers: [{ url: '/' }],
  security: [{ apiKey: [] }],
  paths: paths(),
  components: {
    securitySchemes: { apiKey: { type: 'http', scheme: 'bearer', description: '`tgk_test_…` or `tgk_live_…`' } },
    schemas: componentSchemas(),
  },
});
