import { useQuery } from '@tanstack/react-query';
import { Activity, lazy, Suspense } from 'react';
import { Redirect, Route, Router, Switch, useLocation } from 'wouter';
import { Allowed } from './access/allowed.js';
import { LiveLocked } from './access/live-locked.js';
import { currentSession } from './api/query-client.js';
import { type Session, sessionKey } from './api/session.js';
import { useKeptQueries } from './api/use-kept-queries.js';
import { useLanguage } from './i18n/language-provider.js';
import { aroundNavigation } from './shell/around-navigation.js';
import { Shell } from './shell/shell.js';
import { Starting } from './shell/starting.js';
import { useStore } from './shell/store-context.js';
import { FailureBoundary, FailureNotice } from './ui/failure-boundary.js';
import { NotFound } from './ui/not-found.js';

const SignInPage = lazy(() => import('./sign-in/sign-in-page.js').then(({ SignInPage: page }) => ({ default: page })));
const HomePage = lazy(() => import('./home/home-page.js').then(({ HomePage: page }) => ({ default: page })));
const OrdersPage = lazy(() => import('./orders/orders-page.js').then(({ OrdersPage: page }) => ({ default: page })));
const ApprovalsPage = lazy(() => import('./approvals/approvals-page.js').then(({ ApprovalsPage: page }) => ({ default: page })));
const OrderPage = lazy(() => import('./order/order-page.js').then(({ OrderPage: page }) => ({ default: page })));
const PrintPage = lazy(() => import('./print/print-page.js').then(({ PrintPage: page }) => ({ default: page })));
const TerminalPage = lazy(() => import('./terminal/terminal-page.js').then(({ TerminalPage: page }) => ({ default: page })));
const PlacedPage = lazy(() => import('./terminal/placed/placed-page.js').then(({ PlacedPage: page }) => ({ default: page })));
const CustomersPage = lazy(() => import('./customers/customers-page.js').then(({ CustomersPage: page }) => ({ default: page })));
const CustomerPage = lazy(() => import('./customers/customer-page.js').then(({ CustomerPage: page }) => ({ default: page })));
const AccountPage = lazy(() => import('./account/account-page.js').then(({ AccountPage: page }) => ({ default: page })));
const GoodsPage = lazy(() => import('./goods/goods-page.js').then(({ GoodsPage: page }) => ({ default: page })));
const ReportsPage = lazy(() => import('./reports/reports-page.js').then(({ ReportsPage: page }) => ({ default: page })));
const FraudPage = lazy(() => import('./fraud/fraud-page.js').then(({ FraudPage: page }) => ({ default: page })));
const MembersPage = lazy(() => import('./members/members-page.js').then(({ MembersPage: page }) => ({ default: page })));
const ApiKeysPage = lazy(() => import('./api-keys/api-keys-page.js').then(({ ApiKeysPage: page }) => ({ default: page })));
const UpkeepPage = lazy(() => import('./upkeep/upkeep-page.js').then(({ UpkeepPage: page }) => ({ default: page })));
const InvitationPage = lazy(() =>
  import('./invitation/invitation-page.js').then(({ InvitationPage: page }) => ({ default: page })),
);
const ResetPage = lazy(() => import('./password-reset/reset-page.js').then(({ ResetPage: page }) => ({ default: page })));
const EmailChangePage = lazy(() =>
  import('./email-change/email-change-page.js').then(({ EmailChangePage: page }) => ({ default: page })),
);
const SettingsPage = lazy(() => import('./settings/settings-page.js').then(({ SettingsPage: page }) => ({ default: page })));

/** What a mail links to is shown to who is signed in, too, and to who is somebody else. */
export const App = () => (
  <Router base="/central" aroundNav={aroundNavigation}>
    <FailureBoundary fallback={<FailureNotice />}>
      <Suspense fallback={null}>
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
  if (session === undefined) return <Starting error={error} onRetry={() => void refetch()} />;
  if (session === null) return <SignInPage />;
  return (
    <>
      <Activity mode={isOver ? 'hidden' : 'visible'}>
        <SignedIn key={session.user.id} session={session} />
      </Activity>
      <Suspense fallback={null}>{isOver ? <SignInPage again={session.user.email} /> : null}</Suspense>
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
  if (session.stores.length === 0) return <Starting error={undefined} isWithoutStore onRetry={() => window.location.reload()} />;
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
  const { isWhole } = useLanguage();
  return (
    <FailureBoundary key={location} fallback={<FailureNotice />}>
      <Suspense fallback={null}>{isWhole || isOfFirstTexts(location) ? <Pages /> : null}</Suspense>
    </FailureBoundary>
  );
};

/** Home and the orders, which wait for no other page's texts. */
const isOfFirstTexts = (location: string): boolean => /^\/[^/]+\/[^/]+(\/(orders(\/[^/]+)?)?)?$/.test(location);

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
