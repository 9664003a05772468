import { SegmentedControl, Stack } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { get } from '../../api/client.js';
import { useStore } from '../../shell/store-context.js';
import { CardName } from '../../ui/card-name.js';
import { Panel } from '../../ui/page.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import classes from '../terminal.module.css';
import { TextField } from '../text-field.js';
import { formatExpiry } from './card-expiry.js';
import { CardInputs, type PaymentProps } from './card-inputs.js';

interface SavedCard {
  readonly brand: string;
  readonly last4: string;
  readonly expiryMonth: number;
  readonly expiryYear: number;
}

/** A card that is read out, or one that the customer left for later orders. */
export const PaymentPanel = (props: PaymentProps) => {
  const t = useTranslations('terminal');
  const { payment, onChange, isCredit = false } = props;
  return (
    <Panel title={t(isCredit ? 'cardOfCredit' : 'payment')}>
      <Stack gap="md">
        <SegmentedControl
          className={classes.payBy}
          aria-label={t(isCredit ? 'cardOfCredit' : 'payBy')}
          value={payment.by}
          onChange={(by) => onChange({ ...payment, by: by === 'token' ? 'token' : 'card' })}
          data={[
            { value: 'card', label: t('byCard') },
            { value: 'token', label: t('byToken') },
          ]}
        />
        {payment.by === 'card' ? <CardInputs {...props} /> : <SavedCardField {...props} />}
      </Stack>
    </Panel>
  );
};

const typingMs = 350;
const tokenForm = /^card_[0-9a-f]{32}$/;

const SavedCardField = ({ payment, faults, onChange }: PaymentProps) => {
  const t = useTranslations('terminal');
  const { path, key } = useStore();
  const [token] = useDebouncedValue(payment.token.trim(), typingMs);
  const saved = useQuery({
    queryKey: key('card-token', token),
    queryFn: ({ signal }) => get<SavedCard>(path(`/card-tokens/${token}`), signal),
    enabled: tokenForm.test(token),
  });
  return (
    <Stack gap="xs">
      <TextField
        faults={faults}
        pointer="/payment/token"
        label={t('token')}
        description={t('tokenHint')}
        placeholder="card_…"
        withAsterisk
        spellCheck={false}
        maxLength={100}
        value={payment.token}
        onType={(value) => onChange({ ...payment, token: value })}
      />
      {saved.error === null ? null : <ProblemNotice error={saved.error} refetch={saved.refetch} />}
      {saved.data === undefined ? null : (
        <span>
          <CardName brand={saved.data.brand} last4={saved.data.last4} />, {formatExpiry(saved.data)}
        </span>
      )}
    </Stack>
  );
};
