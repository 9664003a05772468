import { NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { request } from '../api/client.js';
import { useStore } from '../shell/store-context.js';
import { ConfirmDialog } from '../ui/confirm-dialog.js';

const kinds = ['pool', 'pattern', 'signed'] as const;
type Kind = (typeof kinds)[number];

/** What a good's keys are: `GET …/goods/{sku}/license-keys`. */
export interface KeysState {
  readonly kind: Kind;
  readonly pattern: string | null;
  readonly activations: number;
  readonly lowMark: number;
  readonly left: number | null;
  readonly reserved: number;
  readonly issued: number;
  readonly revoked: number;
  readonly activated: number;
  readonly places: number;
  readonly publicKey: string | null;
}

interface KeySourceDialogProps {
  readonly sku: string;
  /** How it is now; undefined where the good has no keys yet. */
  readonly state: KeysState | undefined;
  readonly onClose: () => void;
}

const untouched = { kind: 'pool' as Kind, pattern: null, activations: 0, lowMark: 0 };
const usualPattern = 'XXXXX-XXXXX-XXXXX-XXXXX';

type Source = Pick<KeysState, 'kind' | 'activations' | 'lowMark'> & { readonly pattern: string };

const bodyOf = ({ kind, pattern, activations, lowMark }: Source): object => ({
  kind,
  activations,
  ...(kind === 'pattern' ? { pattern } : {}),
  ...(kind === 'pool' ? { lowMark } : {}),
});

/** Says what kind of license keys a good is sold with. */
export const KeySourceDialog = ({ sku, state, onClose }: KeySourceDialogProps) => {
  const t = useTranslations('licenseKeys');
  const ofGoods = useTranslations('goods');
  const ofDownloads = useTranslations('downloads');
  const { path, key } = useStore();
  const queries = useQueryClient();
  const { kind, pattern, activations, lowMark } = state ?? untouched;
  const [source, setSource] = useState<Source>({ kind, pattern: pattern ?? usualPattern, activations, lowMark });
  const put = useMutation({
    mutationFn: () => request(path(`/goods/${encodeURIComponent(sku)}/license-keys`), { method: 'PUT', body: bodyOf(source) }),
    onSuccess: () => {
      onClose();
      return queries.invalidateQueries({ queryKey: key('goods') });
    },
  });
  return (
    <ConfirmDialog
      title={`${sku}: ${ofDownloads('licenseKeys')}`}
      isOpen
      onClose={onClose}
      confirm={ofGoods('save')}
      isRunning={put.isPending}
      error={put.error}
      onConfirm={() => put.mutate()}
    >
      <KeySourceFields source={source} onChange={setSource} />
    </ConfirmDialog>
  );
};

interface KeySourceFieldsProps {
  readonly source: Source;
  readonly onChange: (source: Source) => void;
}

const KeySourceFields = ({ source, onChange }: KeySourceFieldsProps) => {
  const t = useTranslations('licenseKeys');
  const ofGoods = useTranslations('goods');
  const { kind, pattern } = source;
  const count = (name: 'activations' | 'lowMark') => (
    <NumberInput
      label={t(name)}
      min={0}
      max={1_000_000}
      allowDecimal={false}
      value={source[name]}
      onChange={(value) => onChange({ ...source, [name]: Number(value) })}
    />
  );
  return (
    <>
      <NativeSelect
        label={ofGoods('kind')}
        value={kind}
        onChange={({ currentTarget: { value } }) => onChange({ ...source, kind: value as Kind })}
        data={kinds.map((value) => ({ value, label: t(`kind_${value}`) }))}
      />
      {kind === 'pattern' ? (
        <TextInput
          label={t('pattern')}
          maxLength={64}
          value={pattern}
          onChange={({ currentTarget: { value } }) => onChange({ ...source, pattern: value.toUpperCase() })}
        />
      ) : null}
      {count('activations')}
      {kind === 'pool' ? count('lowMark') : null}
    </>
  );
};
