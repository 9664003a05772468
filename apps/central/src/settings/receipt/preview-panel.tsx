import { NativeSelect, SegmentedControl, Skeleton, TextInput } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { problemOf } from '../../api/problem.js';
import { type Device, DocumentFrame } from '../../preview/document-frame.js';
import { Notice } from '../../ui/notice.js';
import { Panel } from '../../ui/page.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { useOptionName } from '../field-name.js';
import classes from './receipt.module.css';
import { fieldOfProblem, type MailLanguage, mailLanguages, orderTyped } from './receipt-document.js';
import { TestMailButton, TestMailResult, useTestMail } from './test-mail-button.js';
import type { Draft, Preview } from './use-preview.js';

export interface PreviewWish {
  readonly language: MailLanguage;
  readonly kind: Draft['kind'];
  /** As it is typed. */
  readonly order: string;
}

interface PreviewPanelProps {
  readonly wish: PreviewWish;
  readonly onWish: (wish: PreviewWish) => void;
  readonly draft: Draft;
  readonly preview: Preview;
}

/** The mail beside the form that makes it. */
export const PreviewPanel = ({ wish, onWish, draft, preview }: PreviewPanelProps) => {
  const t = useTranslations('receipt');
  const isNarrow = useMediaQuery('(max-width: 62em)', window.matchMedia('(max-width: 62em)').matches);
  const [view, setView] = useState<Device | 'text'>(isNarrow ? 'phone' : 'desktop');
  const { mail, error, retry } = preview;
  const test = useTestMail();
  return (
    <Panel title={t('preview')} side={<TestMailButton test={test} draft={draft} isDisabled={error !== null} />}>
      <div className={classes.tools}>
        <Wishes wish={wish} onWish={onWish} />
        <SegmentedControl
          fullWidth
          aria-label={t('view')}
          value={view}
          onChange={(chosen) => setView(chosen as Device | 'text')}
          data={(['desktop', 'phone', 'text'] as const).map((value) => ({ value, label: t(value) }))}
        />
      </div>
      <TestMailResult test={test} />
      <Fault error={error} onRetry={retry} hasMail={mail !== undefined} />
      {mail === undefined ? (
        error === null && <Skeleton height={480} />
      ) : (
        <article aria-label={t('preview')} className={classes.shown}>
          <p className={classes.subject}>
            <span className="quiet">{t('subject')}</span> {mail.subject}
          </p>
          {view === 'text' ? (
            <pre className={`mono ${classes.text}`}>{mail.text}</pre>
          ) : (
            <DocumentFrame title={t('mailAs', { view: t(view) })} html={mail.html} device={view} />
          )}
        </article>
      )}
    </Panel>
  );
};

const Wishes = ({ wish, onWish }: Pick<PreviewPanelProps, 'wish' | 'onWish'>) => {
  const t = useTranslations('receipt');
  const nameOf = useOptionName();
  return (
    <div className={classes.wishes}>
      <NativeSelect
        label={t('mail')}
        value={wish.kind}
        onChange={({ currentTarget: { value } }) => onWish({ ...wish, kind: value as Draft['kind'] })}
        data={(['receipt', 'refund', 'links'] as const).map((value) => ({ value, label: t(`kind_${value}`) }))}
      />
      <NativeSelect
        label={t('language')}
        value={wish.language}
        onChange={({ currentTarget: { value } }) => onWish({ ...wish, language: value as MailLanguage })}
        data={mailLanguages.map((value) => ({ value, label: nameOf(value) }))}
      />
      <TextInput
        className={classes.order ?? ''}
        label={t('order')}
        placeholder={t('orderHint')}
        value={wish.order}
        error={orderTyped(wish.order) === undefined ? t('noOrderId') : undefined}
        onChange={({ currentTarget: { value } }) => onWish({ ...wish, order: value })}
      />
    </div>
  );
};

interface FaultProps {
  readonly error: Error | null;
  readonly hasMail: boolean;
  readonly onRetry: () => void;
}

/** What is wrong with a field stands at the field; here, that the mail is not the newest. */
const Fault = ({ error, hasMail, onRetry }: FaultProps) => {
  const t = useTranslations('receipt');
  if (error === null) return null;
  const isOfField = fieldOfProblem(problemOf(error).field) !== undefined;
  return isOfField ? (
    <Notice tone="warn">
      <p>{t(hasMail ? 'lastRight' : 'notRight')}</p>
    </Notice>
  ) : (
    <ProblemNotice error={error} onRetry={onRetry} />
  );
};
