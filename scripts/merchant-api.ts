import 'reflect-metadata';
import { Global, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { Bus, Requests } from '@tollgate/messaging';
import { CLOCK, CONFIG, LOG, Metrics, ORDER_LOG, Readiness, Tracer } from '@tollgate/service';
import { DataSource } from 'typeorm';
import { AppModule } from '../services/gateway-ingress/dist/app.module.js';
import { apiDocuments } from '../services/gateway-ingress/dist/docs/api-documents.js';
import { openApiDocument } from '../services/gateway-ingress/dist/docs/openapi.js';
import type { ApiDocument } from './sdk-types.ts';

const tokens = [CLOCK, CONFIG, LOG, ORDER_LOG, Bus, DataSource, Metrics, Readiness, Requests, Tracer];

/** Stands where the runtime of a service does; a preview makes nothing, so nothing of it is used. */
class NoRuntime {}
Module({ providers: tokens.map((provide) => ({ provide, useValue: {} })), exports: tokens })(NoRuntime);
Global()(NoRuntime);

class Root {}
Module({ imports: [NoRuntime, AppModule] })(Root);

/** What `/openapi.json` answers, read off the routes without starting anything. */
export const merchantApi = async (): Promise<ApiDocument> => {
  const app = await NestFactory.create(Root, new FastifyAdapter(), { logger: false, preview: true, abortOnError: false });
  const { merchant } = apiDocuments(openApiDocument(app));
  return JSON.parse(JSON.stringify(merchant)) as ApiDocument;
};
