import { Button, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import order from '../order/order.module.css';
import { useStore } from '../shell/store-context.js';
import { ConfirmDialog } from '../ui/confirm-dialog.js';
import { Time } from '../ui/time.js';
import { grantable, type Invitation, type Role } from './member.js';
import { useMemberCommand } from './use-member-command.js';
import { useMembers } from './use-members.js';

export const InvitationItem = ({ invitation }: { readonly invitation: Invitation }) => {
  const t = useTranslations('members');
  const role = useTranslations('role');
  const { session, can } = useStore();
  const { data } = useMembers();
  const mayGrant = grantable(data?.roles ?? []).includes(invitation.role);
  const manages = can('users:manage') && session.user.hasSecondFactor && mayGrant;
  return (
    <li className={order.item}>
      <span className={order.itemMain}>
        <span>{invitation.email}</span>
        <span className={order.meta}>
          <span>{role(invitation.role)}</span>
          <span>
            {t('linkUntil')} <Time at={invitation.endsAt} />
          </span>
        </span>
      </span>
      {manages ? (
        <span className={order.itemSide}>
          <ResendButton invitation={invitation} />
          <WithdrawButton invitation={invitation} />
        </span>
      ) : null}
    </li>
  );
};

const ResendButton = ({ invitation: { email, role } }: { readonly invitation: Invitation }) => {
  const t = useTranslations('members');
  const { command, isOpen, open, close } = useMemberCommand<{ email: string; role: Role }>('/invitations', 'POST');
  return (
    <>
      <Button variant="default" size="xs" aria-label={`${t('resend')}: ${email}`} onClick={open}>
        {t('resend')}
      </Button>
      <ConfirmDialog
        title={t('resendTitle')}
        isOpen={isOpen}
        onClose={close}
        confirm={t('sendInvitation')}
        isRunning={command.isPending}
        error={command.error}
        onConfirm={() => command.mutate({ email, role })}
      >
        <Text>{t('resendText', { email })}</Text>
      </ConfirmDialog>
    </>
  );
};

const WithdrawButton = ({ invitation: { id, email } }: { readonly invitation: Invitation }) => {
  const t = useTranslations('members');
  const { command, isOpen, open, close } = useMemberCommand<undefined>(`/invitations/${id}`, 'DELETE');
  return (
    <>
      <Button variant="default" size="xs" aria-label={`${t('withdraw')}: ${email}`} onClick={open}>
        {t('withdraw')}
      </Button>
      <ConfirmDialog
        title={t('withdrawTitle')}
        isOpen={isOpen}
        onClose={close}
        confirm={t('withdraw')}
        isDangerous
        isRunning={command.isPending}
        error={command.error}
        onConfirm={() => command.mutate(undefined)}
      >
        <Text>{t('withdrawText', { email })}</Text>
      </ConfirmDialog>
    </>
  );
};
