import { useQuery } from '@tanstack/react-query';
import { Activity, Suspense, useEffect } from 'react';
import { Redirect, Route, Router, Switch, useLocation } from 'wouter';
import { Allowed } from './access/allowed.js';
import { LiveLocked } from './access/live-locked.js';
import { currentSession } from './api/query-client.js';
import { type Session, sessionKey } from './api/session.js';
import { useKeptQueries } from './api/use-kept-queries.js';
import { useLanguage } from './i18n/language-provider.js';
import { aroundNavigation } from './leaving/around-navigation.js';
import { Shell } from './shell/shell.js';
import { Starting } from './shell/starting.js';
import { useStore } from './shell/store-context.js';
import { FailureBoundary, failureNotice } from './ui/failure-boundary.js';
import { late } from './ui/late.js';
import { NotFound } from './ui/not-found.js';

const SIGN_IN_COMES_MS = 30_000;
const signInPage = async () => (await import('./sign-in/sign-in-page.js')).SignInPage;
const SignInPage = late(signInPage);
const HomePage = late(async () => (await import('./home/home-page.js')).HomePage);
const OrdersPage = late(async () => (await import('./orders/orders-page.js')).OrdersPage);
const ApprovalsPage = late(async () => (await import('./approvals/approvals-page.js')).ApprovalsPage);
const OrderPage = late(async () => (await import('./order/order-page.js')).OrderPage);
const PrintPage = late(async () => (await import('./print/print-page.js')).PrintPage);
const TerminalPage = late(async () => (await import('./terminal/terminal-page.js')).TerminalPage);
const PlacedPage = late(async () => (await import('./terminal/placed/placed-page.js')).PlacedPage);
const CustomersPage = late(async () => (await import('./customers/customers-page.js')).CustomersPage);
const CustomerPage = late(async () => (await import('./customers/customer-page.js')).CustomerPage);
const AccountPage = late(async () => (await import('./account/account-page.js')).AccountPage);
const GoodsPage = late(async () => (await import('./goods/goods-page.js')).GoodsPage);
const ReportsPage = late(async () => (await import('./reports/reports-page.js')).ReportsPage);
const FraudPage = late(async () => (await import('./fraud/fraud-page.js')).FraudPage);
const MembersPage = late(async () => (await import('./members/members-page.js')).MembersPage);
const ApiKeysPage = late(async () => (await import('./api-keys/api-keys-page.js')).ApiKeysPage);
const WebhooksPage = late(async () => (await import('./webhooks/webhooks-page.js')).WebhooksPage);
const EndpointPage = late(async () => (await import('./webhooks/endpoint-page.js')).EndpointPage);
const DeliveryPage = late(async () => (await import('./webhooks/deliveries/delivery-page.js')).DeliveryPage);
const UpkeepPage = late(async () => (await import('./upkeep/upkeep-page.js')).UpkeepPage);
const InvitationPage = late(async () => (await import('./invitation/invitation-page.js')).InvitationPage);
const ResetPage = late(async () => (await import('./password-reset/reset-page.js')).ResetPage);
const EmailChangePage = late(async () => (await import('./email-change/email-change-page.js')).EmailChangePage);
const SettingsPage = late(async () => (await import('./settings/settings-page.js')).SettingsPage);

/** What a mail links to is shown to who is signed in, too, and to who is somebody else. */
export const App = () => (
  <Router base="/central" aroundNav={aroundNavigation}>
    <FailureBoundary fallback={failureNotice}>
      <Suspense fallback={<Starting error={null} />}>
        <Switch>
          <Route path="/invitation/:token">{({ token }) => <InvitationPage token={token} />}</Route>
          <Route path="/password-reset/:token?">{({ token }) => <ResetPage key={token} token={token} />}</Route>
          <Route path="/email-change/stop/:token">{({ token }) => <EmailChangePage token={token} link="stop" />}</Route>
          <Route path="/email-change/:token">{({ token }) => <EmailChangePage token={token} link="confirm" />}</Route>
          <Route>
            <Central />
          </Route>
        </Switch>
      </Suspense>
    </FailureBoundary>
  </Router>
);

/** When a session ends, its page stays as it is, unseen and asking for nothing, until the same person has signed in again. */
const Central = () => {
  const {
    data: session,
    error,
    refetch,
  } = useQuery({
    queryKey: sessionKey,
    queryFn: currentSession,
    staleTime: 60_000,
    refetchOnWindowFocus: true,
  });
  const isOver = session?.isOver === true;
  useKeptQueries(isOver);
  const isSignedIn = session !== undefined && session !== null;
  useEffect(() => {
    // It is there by the time the session ends, even where the server is away then; and no part of the first load.
    const coming = isSignedIn ? setTimeout(() => void signInPage().catch(() => {}), SIGN_IN_COMES_MS) : undefined;
    return () => clearTimeout(coming);
  }, [isSignedIn]);
  if (session === undefined) return <Starting error={error} refetch={refetch} />;
  if (session === null) return <SignInPage />;
  return (
    <>
      <Activity mode={isOver ? 'hidden' : 'visible'}>
        <SignedIn key={session.user.id} session={session} />
      </Activity>
      <Suspense fallback={<Starting error={null} />}>{isOver ? <SignInPage again={session.user.email} /> : null}</Suspense>
    </>
  );
};

/** The store and mode that were last looked at; the first store in test mode for who comes for the first time. */
const firstAddress = ({ stores, user }: Session): string => {
  const last = localStorage.getItem('tollgate-store') ?? '';
  const [id, mode] = last.split('/');
  const store = stores.find((one) => one.id === id) ?? stores[0];
  return `/${store?.id ?? ''}/${mode === 'live' && user.hasSecondFactor ? 'live' : 'test'}`;
};

const SignedIn = ({ session }: { readonly session: Session }) => {
  if (session.stores.length === 0) return <Starting error={undefined} isWithoutStore />;
  return (
    <Switch>
      <Route path="/:store/:mode/*?">
        {({ store, mode }) => (
          <Shell session={session} storeId={store} mode={mode === 'live' ? 'live' : 'test'}>
            <PageArea />
          </Shell>
        )}
      </Route>
      <Route>
        <Redirect to={firstAddress(session)} replace />
      </Route>
    </Switch>
  );
};

/** A defect of one page ends with it: the next one is shown. */
const PageArea = () => {
  const [location] = useLocation();
  const { covers, hasFailed } = useLanguage();
  return (
    <FailureBoundary key={location} fallback={failureNotice}>
      <Suspense fallback={null}>{covers(location) || hasFailed ? <Pages /> : null}</Suspense>
    </FailureBoundary>
  );
};

/** Another store or mode is another page, with nothing left over from the one before. */
const Pages = () => {
  const { store, mode, session, can } = useStore();
  const isLocked = mode === 'live' && !session.user.hasSecondFactor;
  return (
    <Router key={`${store.id}/${mode}`} base={`/${store.id}/${mode}`}>
      <Switch>
        {isLocked ? <Route path="/account" component={AccountPage} /> : null}
        {isLocked ? <Route component={LiveLocked} /> : null}
        <Route path="/">{can('reports:read') ? <HomePage /> : <Redirect to="/orders" replace />}</Route>
        <Route path="/orders" component={OrdersPage} />
        <Route path="/orders/print/:kind">{({ kind }) => <PrintPage kind={kind === 'slips' ? 'slips' : 'receipts'} />}</Route>
        <Route path="/orders/:id">{({ id }) => <OrderPage key={id} id={id} />}</Route>
        <Route path="/approvals">
          <Allowed page="approvals">
            <ApprovalsPage />
          </Allowed>
        </Route>
        <Route path="/terminal">
          <Allowed page="terminal">
            <TerminalPage />
          </Allowed>
        </Route>
        <Route path="/terminal/:id">
          {({ id }) => (
            <Allowed page="terminal">
              <PlacedPage key={id} id={id} />
            </Allowed>
          )}
        </Route>
        <Route path="/customers">
          <Allowed page="customers">
            <CustomersPage />
          </Allowed>
        </Route>
        <Route path="/customers/:id">
          {({ id }) => (
            <Allowed page="customers">
              <CustomerPage key={id} id={id} />
            </Allowed>
          )}
        </Route>
        <Route path="/account" component={AccountPage} />
        <Route path="/goods" component={GoodsPage} />
        <Route path="/reports/:tab?">
          {({ tab }) => (
            <Allowed page="reports">
              <ReportsPage tab={tab ?? 'sales'} />
            </Allowed>
          )}
        </Route>
        <Route path="/fraud/:tab?">
          {({ tab }) => (
            <Allowed page="fraud">
              <FraudPage tab={tab ?? 'queue'} />
            </Allowed>
          )}
        </Route>
        <Route path="/members">
          <Allowed page="members">
            <MembersPage />
          </Allowed>
        </Route>
        <Route path="/api-keys">
          <Allowed page="apiKeys">
            <ApiKeysPage />
          </Allowed>
        </Route>
        <Route path="/webhooks">
          <Allowed page="webhooks">
            <WebhooksPage />
          </Allowed>
        </Route>
        <Route path="/webhooks/:endpoint">
          {({ endpoint }) => (
            <Allowed page="webhooks">
              <EndpointPage key={endpoint} id={endpoint} />
            </Allowed>
          )}
        </Route>
        <Route path="/webhooks/:endpoint/:delivery">
          {({ endpoint, delivery }) => (
            <Allowed page="webhooks">
              <DeliveryPage key={delivery} endpoint={endpoint} id={delivery} />
            </Allowed>
          )}
        </Route>
        <Route path="/upkeep">
          <Allowed page="upkeep">
            <UpkeepPage />
          </Allowed>
        </Route>
        <Route path="/settings/:area?">{({ area }) => <SettingsPage area={area ?? 'receipt'} />}</Route>
        <Route>
          <NotFound />
        </Route>
      </Switch>
    </Router>
  );
};
