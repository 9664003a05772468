import { useTranslations } from 'use-intl';
import { FactorNeeded } from '../access/factor-needed.js';
import order from '../order/order.module.css';
import { useStore } from '../shell/store-context.js';
import { Page, Panel } from '../ui/page.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { WaitingItems } from '../ui/waiting-items.js';
import { InvitationItem } from './invitation-item.js';
import { InviteButton } from './invite-button.js';
import { roles } from './member.js';
import { MemberItem } from './member-item.js';
import { useMembers } from './use-members.js';

/** Who works for the store, and as what. The same people in both modes. */
export const MembersPage = () => {
  const t = useTranslations('members');
  const { can } = useStore();
  const { data, error, refetch } = useMembers();
  const manages = can('users:manage');
  return (
    <Page title={t('title')} actions={manages ? <InviteButton /> : undefined}>
      {manages ? <FactorNeeded /> : null}
      {error === null ? null : <ProblemNotice error={error} refetch={refetch} />}
      <Panel title={t('people')} isFlush>
        <ul className={order.items} aria-busy={data === undefined}>
          {data?.data.map((member) => <MemberItem key={member.id} member={member} all={data} />) ?? <WaitingItems count={3} />}
        </ul>
      </Panel>
      {data === undefined || data.invitations.length === 0 ? null : (
        <Panel title={t('invited')} isFlush>
          <ul className={order.items}>
            {data.invitations.map((invitation) => (
              <InvitationItem key={invitation.id} invitation={invitation} />
            ))}
          </ul>
        </Panel>
      )}
      <RolesPanel />
    </Page>
  );
};

const RolesPanel = () => {
  const t = useTranslations('members');
  const role = useTranslations('role');
  return (
    <Panel title={t('roles')} isFlush>
      <ul className={order.items}>
        {roles.map((one) => (
          <li key={one} className={order.item}>
            <span className={order.itemMain}>
              <strong>{role(one)}</strong>
              <span className="quiet">{t(`may_${one}`)}</span>
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
};
