import { Body, Controller, Delete, Get, Header, HttpCode, Param, Post, Put, Req, Res, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { generateURI } from 'otplib';
import { Public } from '../http/api-key.guard.js';
import { Route } from '../http/route.js';
import { sessionCookie } from '../sessions/session-cookie.js';
import { sessionOwner } from '../sessions/session-owner.js';
import { SignedInGuard, type SignedInRequest } from '../sessions/signed-in.guard.js';
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
const newSession = 'The session gets another cookie and CSRF token, and reaches live mode.';

const answered = (reply: FastifyReply, { token, recoveryCodes }: AddedFactor): object => {
  reply.header('set-cookie', sessionCookie(token));
  return { recoveryCodes };
};

/** What a person shows beside the password: `/central/api/user/second-factors`. */
@ApiExcludeController()
@UseGuards(SignedInGuard)
@Controller('central/api/user/second-factors')
export class SecondFactorsController {
  constructor(
    private readonly own: OwnFactors,
    private readonly factors: SecondFactors,
    private readonly passkeys: PasskeysRepository,
  ) {}

  @Get()
  @Public()
  @Header('cache-control', 'no-store')
  @Route({ id: 'getSecondFactors', summary: 'Your second factors', answers: { 200: ['What is set up', ownFactorsSchema] } })
  async show(@Req() { signedIn }: SignedInRequest): Promise<object> {
    const [{ hasTotp, recoveryCodes }, passkeys] = await Promise.all([
      this.factors.of(signedIn.user),
      this.passkeys.list(signedIn.user),
    ]);
    return { hasTotp, recoveryCodes, passkeys };
  }

  @Post('totp')
  @HttpCode(200)
  @Public()
  @Header('cache-control', 'no-store')
  @Route({
    id: 'beginTotp',
    summary: 'Begins to set up an authenticator app',
    description: 'Nothing changes until a code of it is shown.',
    body: confirmationSchema,
    answers: { 200: ['Its secret, shown this once', totpSecretSchema] },
    problems: { 409: 'One is set up already (`totp_present`)', 422: password },
  })
  async beginTotp(@Body() body: ConfirmationBody, @Req() request: SignedInRequest): Promise<object> {
    const { email, secret } = await this.own.beginTotp(sessionOwner(request), body.password);
    return { secret, uri: generateURI({ issuer: 'Tollgate Central', label: email, secret }) };
  }

  @Put('totp')
  @Public()
  @Header('cache-control', 'no-store')
  @Route({
    id: 'confirmTotp',
    summary: 'Sets up the authenticator app that was begun, with a code of it',
    description: newSession,
    body: totpCodeSchema,
    answers: { 200: ['It is in force', recoveryCodesSchema] },
    problems: { 422: 'The code is wrong (`wrong_code`)' },
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
  @Public()
  @Route({
    id: 'removeTotp',
    summary: 'Takes the authenticator app away',
    description: 'With your last factor go the recovery codes, and live mode is closed to your sessions.',
    body: confirmationSchema,
    answers: { 204: ['It is gone; there is no body'] },
    problems: { 404: 'None is set up', 422: password },
  })
  async removeTotp(@Body() body: ConfirmationBody, @Req() request: SignedInRequest): Promise<void> {
    await this.own.removeTotp(sessionOwner(request), body.password);
  }

  @Post('recovery-codes')
  @HttpCode(200)
  @Public()
  @Header('cache-control', 'no-store')
  @Route({
    id: 'renewRecoveryCodes',
    summary: 'Ten new recovery codes; the older ones are void',
    body: confirmationSchema,
    answers: { 200: ['Shown this once', recoveryCodesSchema] },
    problems: { 422: password },
  })
  async renewCodes(@Body() body: ConfirmationBody, @Req() request: SignedInRequest): Promise<object> {
    return { recoveryCodes: await this.own.renewCodes(sessionOwner(request), body.password) };
  }

  @Post('passkeys/options')
  @HttpCode(200)
  @Public()
  @Header('cache-control', 'no-store')
  @Route({
    id: 'beginPasskey',
    summary: 'What your browser is asked for, to make a passkey',
    body: confirmationSchema,
    answers: { 200: ['The challenge, good for five minutes and one answer', creationOptionsSchema] },
    problems: { 422: password },
  })
  beginPasskey(@Body() body: ConfirmationBody, @Req() request: SignedInRequest): Promise<object> {
    return this.own.beginPasskey(sessionOwner(request), body.password);
  }

  @Post('passkeys')
  @Public()
  @Header('cache-control', 'no-store')
  @Route({
    id: 'addPasskey',
    summary: 'Adds the passkey that the browser made',
    description: newSession,
    body: newPasskeySchema,
    answers: { 201: ['It is in force', recoveryCodesSchema] },
    problems: { 409: 'This device has one already (`passkey_known`)', 422: 'Fields that are wrong, each with code and pointer' },
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
  @Public()
  @Route({
    id: 'removePasskey',
    summary: 'Takes a passkey away',
    params: passkeyParameters,
    body: confirmationSchema,
    answers: { 204: ['It is gone; there is no body'] },
    problems: { 404: 'You have no such passkey', 422: password },
  })
  async removePasskey(@Param('id') id: string, @Body() body: ConfirmationBody, @Req() request: SignedInRequest): Promise<void> {
    await this.own.removePasskey(sessionOwner(request), id, body.password);
  }
}
