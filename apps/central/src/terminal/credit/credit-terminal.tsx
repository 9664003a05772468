import { Button } from '@mantine/core';
import { IconCreditCardRefund } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { Link } from 'wouter';
import { get } from '../../api/client.js';
import { useStore } from '../../shell/store-context.js';
import { Empty } from '../../ui/empty.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { type CreditTerms, currenciesOf } from './credit-draft.js';
import { CreditForm } from './credit-form.js';

interface CreditTerminalProps {
  readonly currency: string;
  readonly onUnderWay: (isUnderWay: boolean) => void;
}

/** The form, where the store's settings allow credits; else how they come to. */
export const CreditTerminal = ({ currency, onUnderWay }: CreditTerminalProps) => {
  const { path, key } = useStore();
  const settings = useQuery({
    queryKey: key('settings', 'credits'),
    queryFn: ({ signal }) => get<{ readonly document: CreditTerms }>(path('/settings/credits'), signal),
  });
  if (settings.error !== null) return <ProblemNotice error={settings.error} refetch={settings.refetch} />;
  if (settings.data === undefined) return null;
  const { document: terms } = settings.data;
  const [first, ...others] = currenciesOf(terms);
  if (first === undefined) return <Off isOn={terms.enabled} />;
  const chosen = [first, ...others].includes(currency) ? currency : first;
  return <CreditForm terms={terms} currency={chosen} onUnderWay={onUnderWay} />;
};

const Off = ({ isOn }: { readonly isOn: boolean }) => {
  const t = useTranslations('credit');
  const { can } = useStore();
  const action = can('limits:write') ? (
    <Button component={Link} href="/settings/credits">
      {t('toSettings')}
    </Button>
  ) : null;
  return (
    <Empty icon={<IconCreditCardRefund size={40} stroke={1.5} />} title={t(isOn ? 'noLimits' : 'off')} action={action}>
      {t(isOn ? 'noLimitsText' : 'offText')}
    </Empty>
  );
};
