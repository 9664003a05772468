import { readFileSync } from 'node:fs';
import { Inject, Module, type OnModuleInit } from '@nestjs/common';
import { CONFIG, ORDER_LOG, type ServiceOptions } from '@tollgate/service';
import { SettingsModule as OwnSettings } from '@tollgate/settings';
import { AccountDeletionModule } from './account-deletion/account-deletion.module.js';
import { ApiKey, Merchant } from './api-keys/api-key.entity.js';
import { ApiKeys } from './api-keys/api-keys.repository.js';
import { MerchantsAndKeys1763900100000 } from './api-keys/migrations/1763900100000-merchants-and-keys.migration.js';
import { NamedKeys1764300700000 } from './api-keys/migrations/1764300700000-named-keys.migration.js';
import { KeyScopes1765200100000 } from './api-keys/migrations/1765200100000-key-scopes.migration.js';
import { Attempts1764300100000 } from './attempts/migrations/1764300100000-attempts.migration.js';
import { CardTokensModule } from './card-tokens/card-tokens.module.js';
import { ConsoleModule } from './central/console.module.js';
import { CheckoutModule } from './checkout/checkout.module.js';
import { CheckoutSession } from './checkout/sessions/checkout-session.entity.js';
import { CheckoutSessions1765300100000 } from './checkout/sessions/migrations/1765300100000-checkout-sessions.migration.js';
import { type Config, configSchema } from './config.js';
import { CreditsModule } from './credits/credits.module.js';
import { CustomersModule } from './customers/customers.module.js';
import { DocsModule } from './docs/docs.module.js';
import { EmailChange } from './email-changes/email-change.entity.js';
import { EmailChangesModule } from './email-changes/email-changes.module.js';
import { EmailChanges1764600200000 } from './email-changes/migrations/1764600200000-email-changes.migration.js';
import { EventFeedModule } from './event-feed/event-feed.module.js';
import { ExportsModule } from './exports/exports.module.js';
import { FraudListsModule } from './fraud-lists/fraud-lists.module.js';
import { GoodsModule } from './goods/goods.module.js';
import { HttpModule } from './http/http.module.js';
import { Invitations1764300600000 } from './invitations/migrations/1764300600000-invitations.migration.js';
import { KeyManagementModule } from './key-management/key-management.module.js';
import { KeyPoolMailsModule } from './key-pool-mails/key-pool-mails.module.js';
import { LicenseKeysModule } from './license-keys/license-keys.module.js';
import { LiveModule } from './live/live.module.js';
import { MailsModule } from './mails/mails.module.js';
import { MembersModule } from './members/members.module.js';
import { NotesModule } from './notes/notes.module.js';
import { OperationsModule } from './operations/operations.module.js';
import { DueWork1764300400000 } from './operator-mails/migrations/1764300400000-due-work.migration.js';
import { OrderEventsModule } from './order-events/order-events.module.js';
import { OrderSearchModule } from './order-search/order-search.module.js';
import { OrdersModule } from './orders/orders.module.js';
import { OwedMailsModule } from './owed-mails/owed-mails.module.js';
import { PasswordResets1764300500000 } from './password-resets/migrations/1764300500000-password-resets.migration.js';
import { PlacementsModule } from './placements/placements.module.js';
import { QuotesModule } from './quotes/quotes.module.js';
import { ReceiptsModule } from './receipts/receipts.module.js';
import { WaitingApprovals1764400200000 } from './refund-approvals/migrations/1764400200000-waiting-approvals.migration.js';
import { refundSettings } from './refund-approvals/refund-settings.schema.js';
import { ReissuesModule } from './reissues/reissues.module.js';
import { ReportSchedules1764300800000 } from './report-schedules/migrations/1764300800000-report-schedules.migration.js';
import { ReportRuns1764500100000 } from './report-schedules/migrations/1764500100000-report-runs.migration.js';
import { ScheduledReports1765100000000 } from './report-schedules/migrations/1765100000000-scheduled-reports.migration.js';
import { ReportRecipient, ReportSchedule } from './report-schedules/report-schedule.entity.js';
import { ReportSchedulesModule } from './report-schedules/report-schedules.module.js';
import { ReportsModule } from './reports/reports.module.js';
import { ReviewsModule } from './reviews/reviews.module.js';
import { SavedFilters1764301500000 } from './saved-filters/migrations/1764301500000-saved-filters.migration.js';
import { SavedFilter } from './saved-filters/saved-filter.entity.js';
import { SavedFiltersModule } from './saved-filters/saved-filters.module.js';
import { SecondFactors1764300300000 } from './second-factors/migrations/1764300300000-second-factors.migration.js';
import { apiServer } from './server/server.module.js';
import { FailedSignIn } from './sessions/failed-sign-in.entity.js';
import { Sessions1764300200000 } from './sessions/migrations/1764300200000-sessions.migration.js';
import { FailedSignIns1764300900000 } from './sessions/migrations/1764300900000-failed-sign-ins.migration.js';
import { SettingsModule } from './settings/settings.module.js';
import { SignInModule } from './sign-in/sign-in.module.js';
import { StampedCopiesModule } from './stamped-copies/stamped-copies.module.js';
import { StoreReportsModule } from './store-reports/store-reports.module.js';
import { StoresModule } from './stores/stores.module.js';
import { UpdateNotices1766600000000 } from './update-notices/migrations/1766600000000-update-notices.migration.js';
import { UpdateNotice } from './update-notices/update-notice.entity.js';
import { UpkeepModule } from './upkeep/upkeep.module.js';
import { UploadsModule } from './uploads/uploads.module.js';
import { DemoUser } from './users/demo-user.handler.js';
import { Users1764300000000 } from './users/migrations/1764300000000-users.migration.js';
import { MembershipRecord, UserRecord } from './users/user.entity.js';
import { UsersModule } from './users/users.module.js';
import { WebhooksModule } from './webhooks/webhooks.module.js';

@Module({
  imports: [
    HttpModule,
    DocsModule,
    PlacementsModule,
    CreditsModule,
    CheckoutModule,
    OrdersModule,
    OrderEventsModule,
    EventFeedModule,
    QuotesModule,
    GoodsModule,
    UploadsModule,
    KeyPoolMailsModule,
    LicenseKeysModule,
    StampedCopiesModule,
    ReportsModule,
    StoreReportsModule,
    ExportsModule,
    ReportSchedulesModule,
    OperationsModule,
    OwnSettings.of({ areas: [refundSettings], orderLog: ORDER_LOG }),
    ReviewsModule,
    FraudListsModule,
    ReissuesModule,
    LiveModule,
    MailsModule,
    NotesModule,
    WebhooksModule,
    SettingsModule,
    ReceiptsModule,
    CardTokensModule,
    OrderSearchModule,
    SavedFiltersModule,
    KeyManagementModule,
    MembersModule,
    OwedMailsModule,
    EmailChangesModule,
    AccountDeletionModule,
    CustomersModule,
    StoresModule,
    UpkeepModule,
    SignInModule,
    UsersModule,
    ConsoleModule,
  ],
})
export class AppModule implements OnModuleInit {
  constructor(
    private readonly keys: ApiKeys,
    private readonly demoUser: DemoUser,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async onModuleInit(): Promise<void> {
    const { TOLLGATE_DEMO_MERCHANT_ID: merchant, TOLLGATE_DEMO_API_KEY_FILE: keyFile } = this.config;
    if (merchant && keyFile) await this.keys.ensure(merchant, readFileSync(keyFile, 'utf8').trim());
    await this.demoUser.ensure();
  }
}

/** The service as `main.ts` starts it, and tests do. */
export const serviceOptions: ServiceOptions<Config> = {
  name: 'gateway-ingress',
  module: AppModule,
  config: configSchema,
  entities: [
    Merchant,
    ApiKey,
    UserRecord,
    MembershipRecord,
    ReportSchedule,
    ReportRecipient,
    FailedSignIn,
    SavedFilter,
    EmailChange,
    CheckoutSession,
    UpdateNotice,
  ],
  migrations: [
    MerchantsAndKeys1763900100000,
    Users1764300000000,
    Attempts1764300100000,
    Sessions1764300200000,
    SecondFactors1764300300000,
    DueWork1764300400000,
    PasswordResets1764300500000,
    Invitations1764300600000,
    NamedKeys1764300700000,
    ReportSchedules1764300800000,
    FailedSignIns1764300900000,
    SavedFilters1764301500000,
    WaitingApprovals1764400200000,
    ReportRuns1764500100000,
    EmailChanges1764600200000,
    ScheduledReports1765100000000,
    KeyScopes1765200100000,
    CheckoutSessions1765300100000,
    UpdateNotices1766600000000,
  ],
  http: apiServer,
  isPrompt: true,
};
