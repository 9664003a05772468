import type { z } from 'zod';
import { answers } from '../orders/order-answer.schema.js';
import { captureSchema, goodSchema, orderSchema, quoteSchema } from '../orders/order.schema.js';
import { listSchema, ordersListSchema } from '../http/paging.js';
import { salesSchema } from '../reports/report.schema.js';

type Method = 'get' | 'post' | 'put';

/** One call of the API, as its documentation tells it. */
export interface Operation {
  readonly method: Method;
  readonly path: string;
  readonly id: string;
  readonly summary: string;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType | 'bytes';
  /** What is answered by status. */
  readonly answers: Readonly<Record<number, readonly [description: string, schema: z.ZodType]>>;
  /** Further statuses with a problem document. */
  readonly problems?: Readonly<Record<number, string>>;
}

const key = { 409: 'The same idempotency key is being handled' };
const absent = { 404: 'Absent, malformed, or another merchant’s' };
const fields = { 422: 'Fields that are wrong, each with code and pointer' };

export const operations: readonly Operation[] = [
  {
    method: 'post',
    path: '/v1/orders',
    id: 'placeOrder',
    summary: 'Places a sale or preauth and waits for its outcome',
    body: orderSchema,
    answers: { 201: ['Approved', answers.order], 202: ['Held for review, or still pending: see Location', answers.order] },
    problems: {
      402: 'Declined or rejected; the order is inside',
      ...key,
      422: 'Fields that are wrong, an unknown sku, or an order that cannot be priced',
    },
  },
  {
    method: 'get',
    path: '/v1/orders',
    id: 'listOrders',
    summary: 'Orders, newest first',
    query: ordersListSchema,
    answers: { 200: ['A page of orders', answers.orders] },
    problems: fields,
  },
  {
    method: 'get',
    path: '/v1/orders/{id}',
    id: 'getOrder',
    summary: 'An order as it stands',
    answers: { 200: ['The order', answers.orderDetail] },
    problems: absent,
  },
  {
    method: 'get',
    path: '/v1/orders/{id}/events',
    id: 'listOrderEvents',
    summary: 'All that happened to an order, oldest first',
    query: listSchema,
    answers: { 200: ['A page of events', answers.events] },
    problems: { ...absent, ...fields },
  },
  {
    method: 'post',
    path: '/v1/orders/{id}/capture',
    id: 'captureOrder',
    summary: 'Captures an authorized order in full',
    body: captureSchema,
    answers: { 200: ['Captured', answers.order], 202: ['Under way', answers.order] },
    problems: { ...absent, 409: 'Captured already, or nothing authorized', ...fields },
  },
  {
    method: 'post',
    path: '/v1/quotes',
    id: 'quote',
    summary: 'Tax and shipping, without an order',
    body: quoteSchema,
    answers: { 200: ['The quote', answers.quote] },
    problems: { ...key, ...fields },
  },
  {
    method: 'get',
    path: '/v1/goods',
    id: 'listGoods',
    summary: 'Goods, newest first',
    query: listSchema,
    answers: { 200: ['A page of goods', answers.goods] },
    problems: fields,
  },
  {
    method: 'put',
    path: '/v1/goods/{sku}',
    id: 'putGood',
    summary: 'Creates a good or changes its description',
    body: goodSchema,
    answers: { 200: ['The good', answers.good] },
    problems: fields,
  },
  {
    method: 'put',
    path: '/v1/goods/{sku}/files/{name}',
    id: 'putGoodFile',
    summary: 'Uploads a file of a good, of any size; `x-checksum-sha256` or `content-digest` is verified',
    body: 'bytes',
    answers: { 201: ['The file', answers.file] },
    problems: { ...absent, 422: 'The checksum does not fit' },
  },
  {
    method: 'get',
    path: '/v1/reports/sales',
    id: 'reportSales',
    summary: 'Sales by day of capture and currency',
    query: salesSchema,
    answers: { 200: ['The days with sales', answers.sales] },
    problems: fields,
  },
];
