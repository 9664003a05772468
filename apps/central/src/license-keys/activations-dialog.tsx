import { Button, Modal, Stack } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { get, request } from '../api/client.js';
import type { LicenseKey } from '../api/order.js';
import { useStore } from '../shell/store-context.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { Time } from '../ui/time.js';
import classes from './license-keys.module.css';

/** A key that was sold, with its devices: `GET …/license-keys/{id}/activations`. */
interface KeyActivations {
  readonly devices: readonly { readonly id: string; readonly activatedAt: string }[];
}

interface ActivationsDialogProps {
  readonly of: Pick<LicenseKey, 'id' | 'sku'>;
  readonly onClose: () => void;
}

/** On which devices a key is activated; whoever may use keys ends an activation, so that the customer can have another device. */
export const ActivationsDialog = ({ of: { id, sku }, onClose }: ActivationsDialogProps) => {
  const t = useTranslations('downloads');
  const ofActions = useTranslations('actions');
  const { path, key, can } = useStore();
  const queries = useQueryClient();
  const { data, error } = useQuery({
    queryKey: key('licenseKeys', id),
    queryFn: ({ signal }) => get<KeyActivations>(path(`/license-keys/${id}/activations`), signal),
  });
  const end = useMutation({
    mutationFn: (device: string) =>
      request<KeyActivations>(path(`/license-keys/${id}/activations/${device}`), { method: 'DELETE' }),
    onSuccess: ({ body }) => queries.setQueryData(key('licenseKeys', id), body),
  });
  const problem = error ?? end.error;
  return (
    <Modal opened onClose={onClose} title={`${sku}: ${t('devices')}`} closeButtonProps={{ 'aria-label': ofActions('close') }}>
      <Stack gap="md" aria-busy={data === undefined && error === null}>
        {problem === null ? null : <ProblemNotice error={problem} />}
        {data?.devices.length === 0 ? <p className="quiet">{t('noDevices')}</p> : null}
        <ul className={classes.devices}>
          {data?.devices.map(({ id: device, activatedAt }) => (
            <li key={device} className={classes.device}>
              <span>
                <span className="mono">{t('device', { id: device.slice(0, 8) })}</span>
                <span className={`quiet ${classes.since}`}>
                  <Time at={activatedAt} />
                </span>
              </span>
              {can('licenses:use') ? (
                <Button
                  variant="default"
                  size="xs"
                  loading={end.isPending && end.variables === device}
                  onClick={() => end.mutate(device)}
                >
                  {t('endActivation')}
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
      </Stack>
    </Modal>
  );
};
