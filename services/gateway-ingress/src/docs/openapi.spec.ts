import { Body, Controller, Delete, Get, Module, Param, Post, Query } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import { z } from 'zod';
import { Route } from '../http/route.js';
import { openApiDocument } from './openapi.js';
import { undocumentedRoutes } from './undocumented-routes.js';

const mug = z
  .strictObject({
    color: z
      .string()
      .regex(/^[a-z]+$/)
      .meta({ example: 'red' }),
    size: z.int().optional(),
    madeAt: z.iso.datetime().optional(),
  })
  .meta({ id: 'SpecMug' });
const parameters = z.object({ id: z.string() });
const answers = { 200: ['A mug', mug] } as const;

@Controller('mugs')
class Mugs {
  @Post()
  @Route({ id: 'makeMug', right: 'signed_in', summary: 'Makes a mug', body: mug, answers, problems: { 409: 'There is one' } })
  make(@Body() _mug: object): object {
    return {};
  }

  @Get(':id')
  @Route({
    id: 'getMug',
    right: 'signed_in',
    summary: 'A mug',
    params: parameters,
    query: z.strictObject({ side: z.string().default('') }),
    answers,
  })
  get(@Param('id') _id: string, @Query() _query: object): object {
    return {};
  }

  @Delete(':id')
  @Route({ id: 'breakMug', right: 'signed_in', summary: 'Breaks a mug', params: parameters, answers: { 204: ['It is broken'] } })
  break(@Param('id') _id: string): void {}

  @Get()
  undocumented(): object {
    return {};
  }
}

@Module({ controllers: [Mugs] })
class Cupboard {}

describe('the document of routes', () => {
  let document: OpenAPIObject;
  beforeAll(async () => {
    const app = await NestFactory.create(Cupboard, new FastifyAdapter(), { logger: false });
    await app.init();
    document = openApiDocument(app);
    await app.close();
  });

  it('is OpenAPI 3.1', () => expect(document.openapi).toBe('3.1.0'));

  it('tells a route’s body, answers and problems by reference to their schemas', () => {
    const { post } = document.paths['/mugs'] ?? {};
    expect(post).toMatchObject({
      operationId: 'makeMug',
      summary: 'Makes a mug',
      security: [{ apiKey: [] }],
      requestBody: { required: true, content: { 'application/json': { schema: { $ref: '#/components/schemas/SpecMug' } } } },
    });
    expect(Object.keys(post?.responses ?? {}).toSorted()).toEqual(['200', '400', '401', '409', '413', '415', '429', '503']);
  });

  it('tells an answer without a body by its status', () =>
    expect(document.paths['/mugs/{id}']?.delete?.responses['204']).toEqual({ description: 'It is broken' }));

  it('tells a route’s parameters', () =>
    expect(document.paths['/mugs/{id}']?.get?.parameters).toEqual([
      expect.objectContaining({ name: 'id', in: 'path', required: true }),
      expect.objectContaining({ name: 'side', in: 'query', required: false, schema: { type: 'string' } }),
    ]));

  it('has the schemas that check the requests', () =>
    expect(document.components?.schemas?.SpecMug).toMatchObject({ required: ['color'], additionalProperties: false }));

  it('tells a form once: by its format, or by a pattern', () =>
    expect(document.components?.schemas?.SpecMug).toHaveProperty('properties', {
      color: { type: 'string', pattern: '^[a-z]+$', example: 'red' },
      size: { type: 'integer', minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER },
      madeAt: { type: 'string', format: 'date-time' },
    }));

  it('sorts routes by what their paths are about', () => expect(document.paths['/mugs/{id}']?.get?.tags).toEqual(['Mugs']));

  it('tells enough of no route without @Route', () =>
    expect(undocumentedRoutes([{ method: 'GET', url: '/mugs' }], document)).toEqual(['GET /mugs']));
});
