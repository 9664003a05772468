import { applyDecorators, UsePipes } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiExtension, ApiOperation, ApiParam, ApiQuery, ApiResponse } from '@nestjs/swagger';
import { z } from 'zod';
import type { Right } from '../roles/roles.data.js';
import { problemSchema } from '../validation/problem.schema.js';
import { ValidationPipe } from '../validation/validation.pipe.js';
import { withRouteConfig } from './route-config.js';

type Json = Readonly<Record<string, unknown>>;

/** What a route takes and answers: what checks its requests is what documents it. */
export interface RouteDescription {
  /** The operation's id in OpenAPI; also the name that clients generated from it give their method. */
  readonly id: string;
  readonly summary: string;
  /** What a person needs who asks by a session, or an API key by its scopes; `signed_in`: nothing but that; `public`: not even that. */
  readonly right: Right | 'signed_in' | 'public';
  /** A second one, where what is answered is of two kinds. */
  readonly alsoRight?: Right;
  /** What it writes counts in both modes: by a session, it takes a second factor, which is asked for before the body is read. */
  readonly writesBothModes?: true;
  readonly description?: string;
  readonly body?: z.ZodType;
  /** The body is a file, of any size and type, taken as it comes. */
  readonly isUpload?: boolean;
  readonly query?: z.ZodObject;
  readonly params?: z.ZodObject;
  /** What is answered, by status; without a schema there is no body. */
  readonly answers: Readonly<Record<number, readonly [description: string, schema?: z.ZodType]>>;
  /** Further statuses, each with a problem document; one that has more members than most says its schema. */
  readonly problems?: Readonly<Record<number, string | readonly [description: string, schema: z.ZodType]>>;
}

const everywhere: Readonly<Record<number, string>> = {
  401: 'No key, or none that is in force',
  429: 'Too many requests',
  503: 'Something we need is out of reach or silent, or too many requests wait. Try again after Retry-After, a command under the same Idempotency-Key: it may have been recorded',
};
const withRight: Readonly<Record<number, string>> = { 403: 'The API key was made without the scope for this (`not_allowed`)' };
const withBody: Readonly<Record<number, string>> = {
  400: 'Malformed JSON, bytes that are not UTF-8, or not an object',
  413: 'The body is too large',
  415: 'Not JSON',
};

/** Where a schema with an id lies in the document. */
export const schemaUri = (id: string): string => `#/components/schemas/${id}`;

const referenceTo = (schema: z.ZodType): { readonly $ref: string } => {
  const id = z.globalRegistry.get(schema)?.id;
  if (id === undefined) throw new Error('a schema that a route answers or takes has an id');
  return { $ref: schemaUri(id) };
};

const parametersOf = (schema: z.ZodObject): readonly (readonly [name: string, schema: Json, isRequired: boolean])[] => {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return Object.entries(properties).map(([name, one]) => [name, one as Json, required.includes(name)]);
};

const bodyOf = ({ body, isUpload = false }: RouteDescription): readonly MethodDecorator[] => {
  if (isUpload) return [ApiBody({ required: true, schema: { type: 'string', format: 'binary' } })];
  return body === undefined ? [] : [ApiBody({ required: true, schema: referenceTo(body) })];
};

const responsesOf = ({ answers, problems, body, right }: RouteDescription): readonly MethodDecorator[] => {
  const good = Object.entries(answers).map(([status, [description, schema]]) => {
    const content = schema === undefined ? {} : { content: { 'application/json': { schema: referenceTo(schema) } } };
    return ApiResponse({ status: Number(status), description, ...content });
  });
  const guarded = right === 'public' || right === 'signed_in' ? {} : withRight;
  const all = { ...guarded, ...problems, ...everywhere, ...(body === undefined ? {} : withBody) };
  const bad = Object.entries(all).map(([status, problem]) => {
    const [description, schema] = typeof problem === 'string' ? [problem, problemSchema] : problem;
    const content = { 'application/problem+json': { schema: referenceTo(schema) } };
    return ApiResponse({ status: Number(status), description, content });
  });
  return [...good, ...bad];
};

/** The one decorator of every route: checks what comes in (`ValidationPipe`) and writes its part of the OpenAPI document. A spec fails where
 *  a route has none. */
export const Route = (route: RouteDescription) => {
  const { id, summary, right, alsoRight, writesBothModes, description = '', body, query, params } = route;
  const also = alsoRight === undefined ? {} : { alsoRight };
  return applyDecorators(
    UsePipes(new ValidationPipe({ body, query, params })),
    withRouteConfig({ right, ...also, ...(writesBothModes === undefined ? {} : { writesBothModes }) }),
    ApiBearerAuth('apiKey'),
    ApiExtension('x-right', right),
    ...(alsoRight === undefined ? [] : [ApiExtension('x-also-right', alsoRight)]),
    ApiOperation({ operationId: id, summary, ...(description === '' ? {} : { description }) }),
    ...parametersOf(params ?? z.object({})).map(([name, schema]) => ApiParam({ name, schema })),
    ...parametersOf(query ?? z.object({})).map(([name, schema, required]) => ApiQuery({ name, schema, required })),
    ...bodyOf(route),
    ...responsesOf(route),
  );
};
