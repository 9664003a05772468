import { Controller, Get, Module, Param } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { z } from 'zod';
import { Route } from '../http/route.js';
import { DocumentedAnswers } from './documented-answers.js';

const cup = z.strictObject({ id: z.string(), color: z.string().optional() }).meta({ id: 'SpecCup' });

@Controller('v1/cups')
class Cups {
  @Get(':id')
  @Route({
    id: 'getCup',
    right: 'signed_in',
    summary: 'A cup',
    params: z.object({ id: z.string() }),
    answers: { 200: ['A cup', cup] },
  })
  get(@Param('id') _id: string): object {
    return {};
  }
}

@Module({ controllers: [Cups] })
class Cupboard {}

const headers = { 'content-type': 'application/json; charset=utf-8' };

describe('what is answered and what is documented', () => {
  let answers: DocumentedAnswers;
  beforeAll(async () => {
    const app = await NestFactory.create(Cupboard, new FastifyAdapter(), { logger: false });
    await app.init();
    answers = new DocumentedAnswers(app);
    await app.close();
  });
  const check = (status: number, json: unknown) => answers.check('GET', '/v1/cups/cup_1?side=left', { status, headers, json });

  it('may be the same', () => check(200, { id: 'cup_1', color: 'red' }));

  it('differ in a member that is not documented', () =>
    expect(() => check(200, { id: 'cup_1', weight: 3 })).toThrow(
      /GET \/v1\/cups\/\{id\} answered 200 other than described.*weight/,
    ));

  it('differ in a member that is missing', () => expect(() => check(200, { color: 'red' })).toThrow(/required property 'id'/));

  it('differ in a status', () =>
    expect(() => check(204, undefined)).toThrow('answered 204, which its description does not tell'));

  it('are nothing to each other where a path is in no document', () =>
    answers.check('GET', '/health', { status: 200, headers, json: { anything: 1 } }));
});
