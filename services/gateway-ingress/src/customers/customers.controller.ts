import { Body, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { Context, type RequestContext } from '../http/caller.js';
import { Command } from '../http/command.interceptor.js';
import { MerchantController } from '../http/merchant-controller.js';
import { type ListQuery, listOf, listSchema, pageAfter } from '../http/paging.js';
import { Route } from '../http/route.js';
import {
  type CustomerSearch,
  certificateEntrySchema,
  certificateSchema,
  customerDetailSchema,
  customerParameters,
  customerQuery,
  customerSchema,
  customerSearchSchema,
  type ForgetBody,
  forgetSchema,
  ordersUnderWaySchema,
} from './customer.schema.js';
import { Customers } from './customers.handler.js';
import { ForgetCustomer } from './forget-customer.handler.js';

/** The merchant's customers: `/v1/customers`. */
@MerchantController('customers')
export class CustomersController {
  constructor(
    private readonly customers: Customers,
    private readonly forgetting: ForgetCustomer,
  ) {}

  @Get()
  @Route({
    id: 'findCustomers',
    right: 'customers:read',
    summary: 'The customer with an e-mail address, or of an order',
    description: 'Orders that share an e-mail address are one customer’s. Whoever was forgotten is not found, by neither.',
    query: customerSearchSchema,
    answers: { 200: ['One or none', listOf(customerSchema, 'CustomerList')] },
    problems: {
      404: 'The order is absent, malformed, or another merchant’s',
      422: 'Neither of the two, both, or one that is none',
    },
  })
  async find(@Query() search: CustomerSearch, @Context() { caller }: RequestContext): Promise<object> {
    return { data: await this.customers.find(caller, search), nextCursor: null };
  }

  @Get(':id')
  @Route({
    id: 'getCustomer',
    right: 'customers:read',
    summary: 'A customer with what their orders add up to, and a page of these, newest first',
    params: customerParameters,
    query: customerQuery,
    answers: { 200: ['The customer', customerDetailSchema] },
    problems: { 404: 'Absent, malformed, another merchant’s, or forgotten', 422: 'A limit or cursor that is none' },
  })
  get(@Param('id') id: string, @Query() page: ListQuery, @Context() { caller }: RequestContext): Promise<object> {
    return this.customers.show(caller, id, page);
  }

  @Post(':id/forget')
  @HttpCode(200)
  @Command()
  @Route({
    id: 'forgetCustomer',
    right: 'customers:forget',
    summary: 'Deletes for good what is known of a person, and answers the certificate',
    description:
      'Name, e-mail address, telephone number, IP address, address lines and notes of their orders in this mode, at most 2,000 of them at once, can be read ' +
      'by nobody afterwards. Orders, amounts and downloads stay. Nothing brings the person back.',
    params: customerParameters,
    body: forgetSchema,
    answers: { 200: ['It is done', certificateSchema] },
    problems: {
      404: 'Absent, malformed, or another merchant’s',
      409: [
        'Orders are under way (`orders_under_way`, with the orders and what is open of each), or the same key is still running',
        ordersUnderWaySchema,
      ],
      422: 'The address is not the customer’s (`confirmation_differs`), or fields are wrong',
    },
  })
  forget(@Param('id') id: string, @Body() { confirm }: ForgetBody, @Context() context: RequestContext): Promise<object> {
    return this.forgetting.forget(id, confirm, context);
  }

  @Get(':id/certificates')
  @Route({
    id: 'listDeletionCertificates',
    right: 'customers:read',
    summary: 'When the customer was forgotten, the newest first',
    description: 'Empty for whoever never was. They can be asked for at any time, by the id that the customer had.',
    params: customerParameters,
    query: listSchema,
    answers: { 200: ['A page of certificates', listOf(certificateEntrySchema, 'DeletionCertificateList')] },
    problems: { 422: 'A limit or cursor that is none' },
  })
  async certificates(@Param('id') id: string, @Query() page: ListQuery, @Context() { caller }: RequestContext): Promise<object> {
    return pageAfter(await this.forgetting.certificates(caller, id), page);
  }
}
