import { useTranslations } from 'use-intl';
import order from '../order/order.module.css';
import { useStore } from '../shell/store-context.js';
import { StatusBadge } from '../ui/status-badge.js';
import { Time } from '../ui/time.js';
import { grantable, isLastOwner, type Member, type Members } from './member.js';
import { RemoveButton } from './remove-button.js';
import { RoleButton } from './role-button.js';

interface MemberItemProps {
  readonly member: Member;
  readonly all: Members;
}

export const MemberItem = ({ member, all }: MemberItemProps) => {
  const t = useTranslations('members');
  const role = useTranslations('role');
  const { session, can } = useStore();
  const isOwn = member.id === session.user.id;
  const mayManage = can('users:manage') && session.user.hasSecondFactor;
  return (
    <li className={order.item}>
      <span className={order.itemMain}>
        <span>
          <strong>{member.name}</strong> {isOwn ? <span className="quiet">{t('you')}</span> : null}
        </span>
        <span className={order.meta}>
          <span>{member.email}</span>
          <span>
            {t('since')} <Time at={member.joinedAt} />
          </span>
        </span>
      </span>
      <span className={order.itemSide}>
        <span>{role(member.role)}</span>
        <StatusBadge status={member.hasSecondFactor ? 'factor_on' : 'factor_off'} />
      </span>
      {mayManage ? <MemberTools member={member} all={all} /> : null}
    </li>
  );
};

/** Who may not be given their role by the user is not changed by them; everybody may leave, but for the last owner. */
const MemberTools = ({ member, all }: MemberItemProps) => {
  const t = useTranslations('members');
  const isOwn = member.id === useStore().session.user.id;
  const mayChange = grantable(all.roles).includes(member.role);
  if (!mayChange && !isOwn) return null;
  if (isLastOwner(all.data, member)) return <span className="quiet">{t('lastOwner')}</span>;
  return (
    <span className={order.itemSide}>
      {mayChange ? <RoleButton member={member} /> : null}
      <RemoveButton member={member} isOwn={isOwn} />
    </span>
  );
};
