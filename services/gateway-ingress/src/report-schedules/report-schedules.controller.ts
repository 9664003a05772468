import { Body, Delete, Get, HttpCode, Param, Patch, Post, Req } from '@nestjs/common';
import { fromPublicId } from '@tollgate/contracts';
import { Context, type RequestContext } from '../http/caller.js';
import { Command } from '../http/command.interceptor.js';
import { StoreController } from '../http/merchant-controller.js';
import { listOf } from '../http/paging.js';
import { Route } from '../http/route.js';
import { uuidOf } from '../http/uuid-of.js';
import type { SignedInRequest } from '../sessions/session.guard.js';
import { refusal } from '../validation/field-error.js';
import { ManageSchedules } from './manage-schedules.handler.js';
import {
  type NewReportScheduleBody,
  newReportScheduleSchema,
  type ReportScheduleChangeBody,
  reportScheduleChangeSchema,
  reportScheduleParameters,
  reportScheduleSchema,
} from './report-schedule.schema.js';
import { ReportSchedules } from './report-schedules.repository.js';
import { showSchedule } from './show-schedule.js';

/** Who is named by what is no id is nobody of the store. */
const usersOf = (ids: readonly string[]): string[] =>
  ids.map((id) => {
    const uuid = fromPublicId('usr', id);
    if (uuid === undefined) throw refusal('unknown_recipient', '/recipients');
    return uuid;
  });

/** Reports that go out by mail: `/central/api/stores/{store}/{mode}/report-schedules`. Each mode has its own. */
@StoreController('report-schedules')
export class ReportSchedulesController {
  constructor(
    private readonly manage: ManageSchedules,
    private readonly schedules: ReportSchedules,
  ) {}

  @Get()
  @Route({
    id: 'listReportSchedules',
    right: 'reports:read',
    summary: 'The reports that go out by mail, the oldest first',
    answers: { 200: ['All of this mode', listOf(reportScheduleSchema, 'ReportScheduleList')] },
    problems: { 404: 'A store that is none of yours' },
  })
  async list(@Context() { caller }: RequestContext): Promise<object> {
    return { data: (await this.schedules.list(caller)).map(showSchedule), nextCursor: null };
  }

  @Post()
  @Command()
  @Route({
    id: 'addReportSchedule',
    right: 'reports:schedule',
    summary: 'Has the journal sent by mail, again and again',
    description:
      'At an hour of the store’s clocks: one that they pass over is the first moment after it, one that they go through twice its first time. The file is attached where it has ' +
      'up to 10 MB; beyond that, and where the format cannot hold the entries, the mail leads to Central. What was missed while the installation stood still comes once, of all those days.',
    body: newReportScheduleSchema,
    answers: { 201: ['The schedule', reportScheduleSchema] },
    problems: {
      409: 'The store has 50 of them (`too_many_schedules`), or the same key is still running',
      422: 'Fields that are wrong, each with code and pointer; a recipient who does not work for the store, or may not see reports (`unknown_recipient`)',
    },
  })
  async create(
    @Body() body: NewReportScheduleBody,
    @Req() { signedIn }: SignedInRequest,
    @Context() context: RequestContext,
  ): Promise<object> {
    const recipients = usersOf(body.recipients);
    return showSchedule(await this.manage.create({ ...body, recipients }, { user: signedIn.user, context }));
  }

  @Patch(':id')
  @Route({
    id: 'changeReportSchedule',
    right: 'reports:schedule',
    summary: 'Changes what is named; pauses it, or has it go on',
    params: reportScheduleParameters,
    body: reportScheduleChangeSchema,
    answers: { 200: ['The schedule', reportScheduleSchema] },
    problems: {
      404: 'The store has no such schedule in this mode',
      422: 'Fields that are wrong, each with code and pointer; a recipient who does not work for the store, or may not see reports (`unknown_recipient`)',
    },
  })
  async change(
    @Param('id') id: string,
    @Body() { recipients, ...fields }: ReportScheduleChangeBody,
    @Req() { signedIn }: SignedInRequest,
    @Context() context: RequestContext,
  ): Promise<object> {
    const change = recipients === undefined ? fields : { ...fields, recipients: usersOf(recipients) };
    return showSchedule(await this.manage.change(uuidOf('rsc', id), change, { user: signedIn.user, context }));
  }

  @Delete(':id')
  @HttpCode(204)
  @Route({
    id: 'removeReportSchedule',
    right: 'reports:schedule',
    summary: 'Sends it no more',
    params: reportScheduleParameters,
    answers: { 204: ['It is gone; there is no body'] },
    problems: { 404: 'The store has no such schedule in this mode' },
  })
  async remove(@Param('id') id: string, @Req() { signedIn }: SignedInRequest, @Context() context: RequestContext): Promise<void> {
    await this.manage.remove(uuidOf('rsc', id), { user: signedIn.user, context });
  }

  @Post(':id/send')
  @HttpCode(202)
  @Command()
  @Route({
    id: 'sendReportNow',
    right: 'reports:schedule',
    summary: 'Sends it now, to all its recipients, as if it were due today',
    description: 'Besides its other runs, and also while it is paused. Asked for again before it has gone out, it goes out once.',
    params: reportScheduleParameters,
    answers: { 202: ['It goes out within seconds; `lastRun` tells what became of it', reportScheduleSchema] },
    problems: { 404: 'The store has no such schedule in this mode', 409: 'The same key is still running' },
  })
  async sendNow(
    @Param('id') id: string,
    @Req() { signedIn }: SignedInRequest,
    @Context() context: RequestContext,
  ): Promise<object> {
    return showSchedule(await this.manage.sendNow(uuidOf('rsc', id), { user: signedIn.user, context }));
  }
}
