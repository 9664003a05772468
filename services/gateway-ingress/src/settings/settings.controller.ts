import { Body, Get, Headers, Param, Put, Query, Res } from '@nestjs/common';
import { DomainError } from '@tollgate/errors';
import type { FastifyReply } from 'fastify';
import { placesOfAnyCard } from '../cards/card-number-in-text.js';
import { Context, type RequestContext } from '../http/caller.js';
import { Command } from '../http/command.interceptor.js';
import { MerchantController } from '../http/merchant-controller.js';
import { type ListQuery, listOf, listSchema, pageAfter } from '../http/paging.js';
import { Route } from '../http/route.js';
import { refusal, refuseIfAny } from '../validation/field-error.js';
import { PutSettings } from './put-settings.handler.js';
import { Settings, type SettingsInForce } from './settings.client.js';
import {
  settingsAnswerSchema,
  settingsAreas,
  settingsDocumentSchema,
  settingsParameters,
  settingsVersionSchema,
  versionIn,
} from './settings.schema.js';
import { SettingsHistory } from './settings-history.repository.js';

/** In characters; the service that owns the area refuses more, too. */
const MAX_DOCUMENT_LENGTH = 65_536;

/** A merchant's settings, area by area: `/v1/settings/{area}`. */
@MerchantController('settings/:area')
export class SettingsController {
  constructor(
    private readonly settings: Settings,
    private readonly puts: PutSettings,
    private readonly history: SettingsHistory,
  ) {}

  @Get()
  @Route({
    id: 'getSettings',
    right: 'settings:read',
    summary: 'An area of your settings as it is in force',
    params: settingsParameters,
    answers: { 200: ['The area, with its version as entity tag', settingsAnswerSchema] },
    problems: { 404: 'There is no such area' },
  })
  async get(
    @Param('area') area: string,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    return shown(known(area), await this.settings.get(area, context), reply);
  }

  @Get('history')
  @Route({
    id: 'listSettingsVersions',
    right: 'settings:read',
    summary: 'Every version of an area of your settings, newest first',
    description: 'Each was in force from `changedAt` until the next one; before the first it was the defaults.',
    params: settingsParameters,
    query: listSchema,
    answers: { 200: ['A page of versions', listOf(settingsVersionSchema, 'SettingsVersionList')] },
    problems: { 404: 'There is no such area', 422: 'A limit or cursor that is none' },
  })
  async versions(@Param('area') area: string, @Query() page: ListQuery, @Context() { caller }: RequestContext): Promise<object> {
    return pageAfter(await this.history.of(known(area), caller), page);
  }

  @Put()
  @Command()
  @Route({
    id: 'putSettings',
    right: 'settings:write',
    summary: 'Sets an area of your settings, as a whole',
    description:
      'The document takes the place of the whole area: what it leaves out at its top level is at its default then, and `{}` sets all of it back. With If-Match, ' +
      'only when nobody changed it since you looked. Test and live keys have settings of their own. The areas `credits` and `refunds` guard ' +
      'money: only owners change them, in Tollgate Central, and all owners are told by mail.',
    params: settingsParameters,
    body: settingsDocumentSchema,
    answers: { 200: ['The area as it is in force now', settingsAnswerSchema] },
    problems: {
      403: 'An API key, or somebody who is no owner, would change an area that guards money (`not_allowed`)',
      404: 'There is no such area',
      412: 'Somebody changed it since the version that If-Match names',
      422: 'The document does not validate: nothing was changed',
    },
  })
  async put(
    @Param('area') area: string,
    @Body() document: object,
    @Headers('if-match') ifMatch: string | undefined,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    known(area);
    if (JSON.stringify(document).length > MAX_DOCUMENT_LENGTH) throw refusal('invalid_settings', '');
    // Settings are events, and go into mails and onto pages.
    refuseIfAny(placesOfAnyCard(document).map((field) => ({ code: 'card_number_in_text', field })));
    const expectedVersion = versionIn(ifMatch);
    if (expectedVersion === undefined) throw refusal('settings_changed', 'If-Match');
    return shown(area, await this.puts.put({ area, document, expectedVersion }, context), reply);
  }
}

const known = (area: string): string => {
  if (!(settingsAreas as readonly string[]).includes(area)) throw new DomainError('not_found');
  return area;
};

const shown = (area: string, { document, version, changedAt }: SettingsInForce, reply: FastifyReply): object => {
  reply.header('etag', `"${version}"`);
  return { area, version, changedAt: changedAt || null, document: JSON.parse(document) as object };
};
