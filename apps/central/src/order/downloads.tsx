import { Progress } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { copyOf, type StampedCopy } from '../copies/copy.js';
import { RetryButton } from '../copies/retry-button.js';
import { useCopyReason } from '../copies/use-copy-reason.js';
import { useOrderCopies } from '../copies/use-order-copies.js';
import { formatBytes } from '../format/format-bytes.js';
import { useLanguage } from '../i18n/language-provider.js';
import { useStore } from '../shell/store-context.js';
import { useAt } from '../time-machine/use-at.js';
import { CopyText } from '../ui/copy-text.js';
import { Panel } from '../ui/page.js';
import { StatusBadge } from '../ui/status-badge.js';
import { Time } from '../ui/time.js';
import { ReissueButton } from './actions/reissue-button.js';
import { type DownloadProgress, downloadProgress, shownState, stateOf } from './download-progress.js';
import classes from './order.module.css';
import type { OrderView } from './use-order.js';

/** What the customer may download, how far they are, and new links. */
export const Downloads = ({ view }: { readonly view: OrderView }) => {
  const t = useTranslations('downloads');
  const { can } = useStore();
  const { order, events } = view;
  const downloads = downloadProgress(events);
  const { at } = useAt();
  const isOpen = downloads.some((one) => !['complete', 'revoked'].includes(stateOf(one)));
  const copies = useOrderCopies(order.id, isOpen && at === undefined);
  const failed = copies.some(({ status }) => status === 'failed');
  const mayReissue = can('deliveries:resend') && downloads.some(({ isRevoked }) => !isRevoked);
  return (
    <Panel
      title={t('title')}
      isFlush
      side={
        mayReissue ? (
          <span className={classes.itemSide}>
            {failed ? <RetryButton order={order.id} /> : null}
            <ReissueButton id={order.id} />
          </span>
        ) : null
      }
    >
      {downloads.length === 0 ? (
        <div className={classes.item}>
          <span className="quiet">{t('none')}</span>
        </div>
      ) : (
        <ul className={classes.items}>
          {downloads.map((download) => (
            <DownloadItem key={download.index} download={download} url={urlOf(view, download)} copy={copyOf(copies, download)} />
          ))}
        </ul>
      )}
    </Panel>
  );
};

const urlOf = ({ order }: OrderView, { sku, fileName }: DownloadProgress): string | undefined =>
  order.downloads.find((one) => one.sku === sku && one.fileName === fileName)?.url;

interface DownloadItemProps {
  readonly download: DownloadProgress;
  readonly url: string | undefined;
  /** The buyer's own, where the file has a stamp. */
  readonly copy: StampedCopy | undefined;
}

const DownloadItem = ({ download, url, copy }: DownloadItemProps) => {
  const t = useTranslations('downloads');
  const { tag } = useLanguage();
  const { fileName, sizeBytes, sku, completed, allowed, expiresAt } = download;
  const reason = useCopyReason();
  const state = shownState(stateOf(download), copy);
  return (
    <li className={classes.item}>
      <span className={classes.itemMain}>
        <span>{fileName}</span>
        {state === 'unprepared' ? <span>{reason(copy?.code ?? null)}</span> : null}
        <span className={classes.meta}>
          <span className="mono">{sku}</span>
          {/* A copy that is made for its buyer has no size before it is. */}
          {sizeBytes === 0 ? null : <span className="figures">{formatBytes(sizeBytes, tag)}</span>}
          {expiresAt === '' || state === 'revoked' ? null : (
            <span>
              {t('until')} <Time at={expiresAt} />
            </span>
          )}
          {url === undefined || state === 'complete' ? null : <CopyText text={url} name={t('link')} shown={t('copyLink')} />}
        </span>
        <Progress value={(100 * completed) / allowed} size="xs" mt={6} aria-label={t('progress', { completed, allowed })} />
      </span>
      <span className={classes.itemSide}>
        <span className="quiet figures">{t('progress', { completed, allowed })}</span>
        <StatusBadge status={`download_${state}`} />
      </span>
    </li>
  );
};
