import { Button, Modal, Stack } from '@mantine/core';
import { useTranslations } from 'use-intl';
import order from '../order/order.module.css';
import { CopyText } from '../ui/copy-text.js';
import { Notice } from '../ui/notice.js';
import type { WebhookEndpoint } from './webhook.js';

const snippet = `import { verifyWebhook } from '@tollgate/sdk';

// rawBody: the bytes as they came, before any parser.
const event = verifyWebhook(headers, rawBody, process.env.WEBHOOK_SECRET);`;

interface ShownSecretProps {
  /** As it was answered when its key was made. */
  readonly made: WebhookEndpoint | undefined;
  readonly onClose: () => void;
}

/** Shows once what webhooks are verified by: it is in no cache, and gone with the dialog. A slip beside the dialog would lose it, so that its button
 *  alone closes it. */
export const ShownSecret = ({ made, onClose }: ShownSecretProps) => {
  const t = useTranslations('webhooks');
  return (
    <Modal
      opened={made !== undefined}
      onClose={onClose}
      title={t('secretTitle')}
      size="lg"
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
    >
      {made === undefined ? null : (
        <Stack gap="md">
          <Key made={made} />
          <div>
            <div className="quiet">{t('verify')}</div>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls on a phone */}
            <pre className={order.data} tabIndex={0}>
              {snippet}
            </pre>
          </div>
          <Button data-autofocus onClick={onClose}>
            {t('kept')}
          </Button>
        </Stack>
      )}
    </Modal>
  );
};

const Key = ({ made: { secret, publicKey } }: { readonly made: WebhookEndpoint }) => {
  const t = useTranslations('webhooks');
  if (secret === null && publicKey === null) return <Notice tone="warn">{t('shownBefore')}</Notice>;
  const name = secret === null ? t('publicKey') : t('secret');
  return (
    <>
      <Notice tone={secret === null ? 'info' : 'warn'}>{secret === null ? t('publicText') : t('onlyNow')}</Notice>
      <div>
        <div className="quiet">{name}</div>
        <CopyText text={secret ?? publicKey ?? ''} name={name} />
      </div>
    </>
  );
};
