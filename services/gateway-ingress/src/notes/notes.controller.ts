import { Body, Get, Param, Post, Query } from '@nestjs/common';
import { Context, type RequestContext } from '../http/caller.js';
import { Command } from '../http/command.interceptor.js';
import { MerchantController } from '../http/merchant-controller.js';
import { type ListQuery, listOf, listSchema } from '../http/paging.js';
import { Route } from '../http/route.js';
import { orderParameters } from '../validation/fields.schema.js';
import { type NoteBody, noteAnswerSchema, noteSchema } from './note.schema.js';
import { Notes } from './notes.handler.js';

/** Notes on an order: `/v1/orders/{id}/notes`. */
@MerchantController('orders/:id/notes')
export class NotesController {
  constructor(private readonly notes: Notes) {}

  @Post()
  @Command()
  @Route({
    id: 'addNote',
    right: 'orders:note',
    summary: 'Writes a note on the order; no customer ever sees it',
    params: orderParameters,
    body: noteSchema,
    answers: { 201: ['The note', noteAnswerSchema] },
    problems: {
      404: 'Absent, malformed, or another merchant’s',
      409: 'The customer was forgotten (`customer_forgotten`), the order has 200 notes (`too_many_notes`), or the same key is still running',
      422: 'Fields that are wrong, each with code and pointer',
    },
  })
  add(@Param('id') order: string, @Body() body: NoteBody, @Context() context: RequestContext): Promise<object> {
    return this.notes.add(order, body, context);
  }

  @Get()
  @Route({
    id: 'listNotes',
    right: 'orders:read',
    summary: 'The order’s notes, newest first',
    params: orderParameters,
    query: listSchema,
    answers: { 200: ['A page of notes', listOf(noteAnswerSchema, 'NoteList')] },
    problems: { 404: 'Absent, malformed, or another merchant’s', 422: 'A limit or cursor that is none' },
  })
  list(@Param('id') order: string, @Query() page: ListQuery, @Context() context: RequestContext): Promise<object> {
    return this.notes.list(order, page, context);
  }
}
