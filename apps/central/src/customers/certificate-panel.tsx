import { Button, Group } from '@mantine/core';
import { IconDownload, IconPrinter } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { saveFile } from '../api/save-file.js';
import { CopyText } from '../ui/copy-text.js';
import { Notice } from '../ui/notice.js';
import { Panel } from '../ui/page.js';
import { Time } from '../ui/time.js';
import { type Certificate, certificateFile } from './customer.js';
import classes from './customers.module.css';

const save = (certificate: Certificate): void =>
  saveFile(new Blob([certificate.text], { type: 'text/plain;charset=utf-8' }), certificateFile(certificate));

/** What proves that somebody was forgotten: as the gateway wrote it, byte for byte, so that its checksum holds for what is saved. */
export const CertificatePanel = ({ certificate }: { readonly certificate: Certificate }) => {
  const t = useTranslations('customers');
  const { forgottenAt, text, checksum, ordersLeft = 0 } = certificate;
  return (
    <Panel
      title={t('certificate')}
      side={
        <Group gap="xs" className="no-print">
          <Button
            variant="default"
            size="xs"
            leftSection={<IconDownload size={14} aria-hidden />}
            onClick={() => save(certificate)}
          >
            {t('save')}
          </Button>
          <Button variant="default" size="xs" leftSection={<IconPrinter size={14} aria-hidden />} onClick={() => window.print()}>
            {t('print')}
          </Button>
        </Group>
      }
    >
      <div className={classes.certificate}>
        <span className="quiet">
          {t('forgottenAt')} <Time at={forgottenAt} as="precise" />
        </span>
        {ordersLeft > 0 ? <Notice tone="warn">{t('ordersLeft', { count: ordersLeft })}</Notice> : null}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it may be wider than its place, and the keyboard scrolls it, too */}
        <pre className={classes.text} tabIndex={0}>
          {text}
        </pre>
        <CopyText text={checksum} name="SHA-256" shown={`SHA-256 ${checksum}`} />
      </div>
    </Panel>
  );
};
