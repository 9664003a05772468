import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { invariant } from '@tollgate/errors';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../http/caller.guard.js';
import { Route } from '../http/route.js';
import { clientOf } from '../sessions/client-of.js';
import type { SignedInRequest } from '../sessions/session.guard.js';
import { noSessionCookie, sessionCookie, sessionTokenIn } from '../sessions/session-cookie.js';
import { Users } from '../users/users.repository.js';
import { showSession } from './show-session.js';
import { SignIn, type SignInFrom } from './sign-in.handler.js';
import {
  type PasskeySignInBody,
  passkeyOptionsSchema,
  passkeySignInSchema,
  type SecondFactorBody,
  type SignInBody,
  secondFactorSchema,
  sessionSchema,
  signInAnswerSchema,
  signInSchema,
} from './sign-in.schema.js';

const signInFrom = (request: FastifyRequest): SignInFrom => ({
  client: clientOf(request),
  token: sessionTokenIn(request.headers.cookie),
  requestId: request.id,
});

const done = (reply: FastifyReply, token: string): object => {
  reply.header('set-cookie', sessionCookie(token));
  return { step: 'done' };
};

/** Signing in to Central: `/central/api/session`. */
@Controller('central/api/session')
export class SignInController {
  constructor(
    @Inject(SignIn) private readonly signIn: SignIn,
    private readonly users: Users,
  ) {}

  @Post()
  @HttpCode(200)
  @Public()
  @Route({
    id: 'signIn',
    right: 'public',
    summary: 'Begins a session with e-mail address and password',
    description: 'Every sign-in gets a cookie of its own; a session that the browser had ends.',
    body: signInSchema,
    answers: { 200: ['What comes next', signInAnswerSchema] },
    problems: { 422: 'Fields that are wrong, each with code and pointer' },
  })
  async begin(
    @Body() { email, password }: SignInBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    const { token, methods } = await this.signIn.withPassword(email, password, signInFrom(request));
    reply.header('set-cookie', sessionCookie(token));
    return methods.length === 0 ? { step: 'done' } : { step: 'second_factor', methods };
  }

  @Post('second-factor')
  @HttpCode(200)
  @Public()
  @Route({
    id: 'showSecondFactor',
    right: 'public',
    summary: 'Opens a session whose password was right, with a second factor',
    description: 'A code of the authenticator app, or a recovery code; each is taken once. The session gets another cookie.',
    body: secondFactorSchema,
    answers: { 200: ['The session is open', signInAnswerSchema] },
    problems: { 422: 'The code is wrong or was used (`wrong_code`)' },
  })
  async showSecondFactor(
    @Body() body: SecondFactorBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    return done(reply, await this.signIn.withSecondFactor(body, signInFrom(request)));
  }

  @Post('passkey/options')
  @HttpCode(200)
  @Public()
  @Route({
    id: 'askForPasskey',
    right: 'public',
    summary: 'What a browser is asked for, to sign in with a passkey',
    answers: { 200: ['The challenge, good for five minutes and one answer', passkeyOptionsSchema] },
  })
  askForPasskey(@Req() request: FastifyRequest): Promise<object> {
    return this.signIn.passkeyOptions(signInFrom(request));
  }

  @Post('passkey')
  @HttpCode(200)
  @Public()
  @Route({
    id: 'signInWithPasskey',
    right: 'public',
    summary: 'Begins a session with a passkey, which is both factors, or opens one with it',
    body: passkeySignInSchema,
    answers: { 200: ['The session is open', signInAnswerSchema] },
    problems: { 422: 'Fields that are wrong, each with code and pointer' },
  })
  async withPasskey(
    @Body() { response }: PasskeySignInBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    return done(reply, await this.signIn.withPasskey(response, signInFrom(request)));
  }

  @Get()
  @Route({
    id: 'getSession',
    right: 'signed_in',
    summary: 'Who is signed in, in which stores',
    answers: { 200: ['The session', sessionSchema] },
  })
  async show(@Req() { signedIn }: SignedInRequest): Promise<object> {
    const [user, memberships] = await Promise.all([this.users.find(signedIn.user), this.users.membershipsOf(signedIn.user)]);
    invariant(user !== undefined, 'a session goes with its user');
    return showSession(signedIn, user, memberships);
  }

  @Delete()
  @HttpCode(204)
  @Route({ id: 'signOut', right: 'signed_in', summary: 'Ends the session', answers: { 204: ['It has ended; there is no body'] } })
  async end(@Req() request: SignedInRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.signIn.out(signInFrom(request));
    // What was shown must not come back with the browser's button. Source: W3C Clear Site Data §3.
    reply.headers({ 'set-cookie': noSessionCookie, 'clear-site-data': '"cache", "storage"' });
  }
}
