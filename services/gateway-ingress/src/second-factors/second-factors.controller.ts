import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { generateURI } from 'otplib';
import { Route } from '../http/route.js';
import type { SignedInRequest } from '../sessions/session.guard.js';
import { sessionCookie } from '../sessions/session-cookie.js';
import { sessionOwner } from '../sessions/session-owner.js';
import { type AddedFactor, OwnFactors } from './own-factors.handler.js';
import { PasskeysRepository } from './passkeys.repository.js';
import {
  type ConfirmationBody,
  confirmationSchema,
  creationOptionsSchema,
  type NewPasskeyBody,
  newPasskeySchema,
  ownFactorsSchema,
  passkeyParameters,
  recoveryCodesSchema,
  type TotpCodeBody,
  totpCodeSchema,
  totpSecretSchema,
} from './second-factor.schema.js';
import { SecondFactors } from './second-factors.repository.js';

const password = 'The password is wrong (`wrong_password`)';
const unshown = 'You have a factor, and this session has not shown it (`second_factor_required`)';
const newSession =
  'The session gets another cookie and CSRF token, and reaches live mode. With the first factor your other sessions end.';

const answered = (reply: FastifyReply, { token, recoveryCodes }: AddedFactor): object => {
  reply.header('set-cookie', sessionCookie(token));
  return { recoveryCodes };
};

/** What a person shows beside the password: `/central/api/user/second-factors`. */
@Controller('central/api/user/second-factors')
export class SecondFactorsController {
  constructor(
    private readonly own: OwnFactors,
    private readonly factors: SecondFactors,
    private readonly passkeys: PasskeysRepository,
  ) {}

  @Get()
  @Route({
    id: 'getSecondFactors',
    right: 'signed_in',
    summary: 'Your second factors',
    answers: { 200: ['What is set up', ownFactorsSchema] },
  })
  async show(@Req() { signedIn }: SignedInRequest): Promise<object> {
    const [{ hasTotp, recoveryCodes }, passkeys] = await Promise.all([
      this.factors.of(signedIn.user),
      this.passkeys.list(signedIn.user),
    ]);
    return { hasTotp, recoveryCodes, passkeys };
  }

  @Post('totp')
  @HttpCode(200)
  @Route({
    id: 'beginTotp',
    right: 'signed_in',
    summary: 'Begins to set up an authenticator app',
    description: 'Nothing changes until a code of it is shown.',
    body: confirmationSchema,
    answers: { 200: ['Its secret, shown this once', totpSecretSchema] },
    problems: { 403: unshown, 409: 'One is set up already (`totp_present`)', 422: password },
  })
  async beginTotp(@Body() body: ConfirmationBody, @Req() request: SignedInRequest): Promise<object> {
    const { email, secret } = await this.own.beginTotp(sessionOwner(request), body.password);
    return { secret, uri: generateURI({ issuer: 'Tollgate Central', label: email, secret }) };
  }

  @Put('totp')
  @Route({
    id: 'confirmTotp',
    right: 'signed_in',
    summary: 'Sets up the authenticator app that was begun, with a code of it',
    description: newSession,
    body: totpCodeSchema,
    answers: { 200: ['It is in force', recoveryCodesSchema] },
    problems: { 403: unshown, 422: 'The code is wrong (`wrong_code`)' },
  })
  async confirmTotp(
    @Body() { code }: TotpCodeBody,
    @Req() request: SignedInRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    return answered(reply, await this.own.confirmTotp(sessionOwner(request), code));
  }

  @Delete('totp')
  @HttpCode(204)
  @Route({
    id: 'removeTotp',
    right: 'signed_in',
    summary: 'Takes the authenticator app away',
    description: 'With your last factor go the recovery codes, and live mode is closed to your sessions.',
    body: confirmationSchema,
    answers: { 204: ['It is gone; there is no body'] },
    problems: { 403: unshown, 404: 'None is set up', 422: password },
  })
  async removeTotp(@Body() body: ConfirmationBody, @Req() request: SignedInRequest): Promise<void> {
    await this.own.removeTotp(sessionOwner(request), body.password);
  }

  @Post('recovery-codes')
  @HttpCode(200)
  @Route({
    id: 'renewRecoveryCodes',
    right: 'signed_in',
    summary: 'Ten new recovery codes; the older ones are void',
    body: confirmationSchema,
    answers: { 200: ['Shown this once', recoveryCodesSchema] },
    problems: { 403: unshown, 422: password },
  })
  async renewCodes(@Body() body: ConfirmationBody, @Req() request: SignedInRequest): Promise<object> {
    return { recoveryCodes: await this.own.renewCodes(sessionOwner(request), body.password) };
  }

  @Post('passkeys/options')
  @HttpCode(200)
  @Route({
    id: 'beginPasskey',
    right: 'signed_in',
    summary: 'What your browser is asked for, to make a passkey',
    body: confirmationSchema,
    answers: { 200: ['The challenge, good for five minutes and one answer', creationOptionsSchema] },
    problems: { 403: unshown, 422: password },
  })
  beginPasskey(@Body() body: ConfirmationBody, @Req() request: SignedInRequest): Promise<object> {
    return this.own.beginPasskey(sessionOwner(request), body.password);
  }

  @Post('passkeys')
  @Route({
    id: 'addPasskey',
    right: 'signed_in',
    summary: 'Adds the passkey that the browser made',
    description: newSession,
    body: newPasskeySchema,
    answers: { 201: ['It is in force', recoveryCodesSchema] },
    problems: {
      403: unshown,
      409: 'This device has one already (`passkey_known`)',
      422: 'Fields that are wrong, each with code and pointer',
    },
  })
  async addPasskey(
    @Body() { name, response }: NewPasskeyBody,
    @Req() request: SignedInRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    return answered(reply, await this.own.addPasskey(sessionOwner(request), name, response));
  }

  @Delete('passkeys/:id')
  @HttpCode(204)
  @Route({
    id: 'removePasskey',
    right: 'signed_in',
    summary: 'Takes a passkey away',
    params: passkeyParameters,
    body: confirmationSchema,
    answers: { 204: ['It is gone; there is no body'] },
    problems: { 403: unshown, 404: 'You have no such passkey', 422: password },
  })
  async removePasskey(@Param('id') id: string, @Body() body: ConfirmationBody, @Req() request: SignedInRequest): Promise<void> {
    await this.own.removePasskey(sessionOwner(request), id, body.password);
  }
}
