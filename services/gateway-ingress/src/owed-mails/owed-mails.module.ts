import { Inject, Module, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { systemRandom } from '@tollgate/crypto';
import type { Clock } from '@tollgate/errors';
import { type DueWork, type DueWorkHandler, DueWorkRunner } from '@tollgate/postgres';
import { CLOCK, LOG, type Log } from '@tollgate/service';
import { ApprovalMails } from '../approval-mails/approval-mails.handler.js';
import { ApprovalMailsModule } from '../approval-mails/approval-mails.module.js';
import { ChangeEmail } from '../email-changes/change-email.handler.js';
import { EmailChangesModule } from '../email-changes/email-changes.module.js';
import { InvitationMails } from '../invitations/invitation-mails.handler.js';
import { InvitationsModule } from '../invitations/invitations.module.js';
import { LimitMails } from '../limit-mails/limit-mails.handler.js';
import { LimitMailsModule } from '../limit-mails/limit-mails.module.js';
import { DUE_WORK } from '../operator-mails/due-work.js';
import { OperatorMailsModule } from '../operator-mails/operator-mails.module.js';
import { PasswordResetsModule } from '../password-resets/password-resets.module.js';
import { ResetPassword } from '../password-resets/reset-password.handler.js';
import { ReportSchedulesModule } from '../report-schedules/report-schedules.module.js';
import { SendReport } from '../report-schedules/send-report.handler.js';
import { TellOwners } from '../update-notices/tell-owners.handler.js';
import { UpdateNoticesModule } from '../update-notices/update-notices.module.js';
import { UsersModule } from '../users/users.module.js';
import { SecurityNotices } from './security-notices.handler.js';

/** What this process owes is done at once; what another one left behind within this time. */
const POLL_MS = 5_000;

const runner = {
  provide: DueWorkRunner,
  inject: [
    DUE_WORK,
    CLOCK,
    LOG,
    ApprovalMails,
    ChangeEmail,
    InvitationMails,
    LimitMails,
    ResetPassword,
    SecurityNotices,
    SendReport,
    TellOwners,
  ],
  // biome-ignore lint/complexity/useMaxParams: Nest hands over what `inject` names, one by one
  useFactory: (dueWork: DueWork, clock: Clock, log: Log, ...handlers: DueWorkHandler[]) =>
    new DueWorkRunner({
      dueWork,
      handlers,
      clock,
      random: systemRandom,
      pollMs: POLL_MS,
      onFailure: (error, item) =>
        log.warn({ error, kind: item?.kind }, 'a mail to an operator could not be handed over, and comes again'),
    }),
};

/** Hands the mails to people who work with Central over to notifications, as due work. */
@Module({
  imports: [
    ApprovalMailsModule,
    EmailChangesModule,
    InvitationsModule,
    LimitMailsModule,
    OperatorMailsModule,
    PasswordResetsModule,
    ReportSchedulesModule,
    UpdateNoticesModule,
    UsersModule,
  ],
  providers: [runner, SecurityNotices],
})
export class OwedMailsModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(@Inject(DueWorkRunner) private readonly runner: DueWorkRunner) {}

  onApplicationBootstrap(): void {
    this.runner.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.runner.stop();
  }
}
