import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { problemOf } from '../../api/problem.js';
import { Panel } from '../../ui/page.js';
import type { AreaFormProps } from '../area-form.js';
import { SaveForm } from '../saving/save-form.js';
import { useAreaDraft } from '../saving/use-area-draft.js';
import settingsClasses from '../settings.module.css';
import { Version } from '../version.js';
import { PreviewPanel } from './preview-panel.js';
import classes from './receipt.module.css';
import { fieldOfProblem, orderTyped, receiptIn } from './receipt-document.js';
import { ReceiptFields } from './receipt-fields.js';
import { type Draft, usePreview } from './use-preview.js';

/** What customers are told by mail, and how it looks: the form, and beside it the mail that it makes. */
export const ReceiptDesigner = ({ settings, onReload }: AreaFormProps) => {
  const t = useTranslations('settings');
  const area = useAreaDraft('receipt', settings);
  const [wish, setWish] = useState({
    language: receiptIn(settings.document).language,
    kind: 'receipt' as Draft['kind'],
    order: '',
  });
  const { language, kind } = wish;
  const order = orderTyped(wish.order) || undefined;
  const draft: Draft = { settings: area.document, language, kind, ...(order === undefined ? {} : { order }) };
  const preview = usePreview(draft, !area.isReadOnly);
  const faultOf = useFaults(preview.error);
  return (
    <div className={area.isReadOnly ? undefined : classes.columns}>
      <Panel title={t('area_receipt')} side={<Version settings={settings} />}>
        <p className={`quiet ${settingsClasses.about}`}>{t('about_receipt')}</p>
        <SaveForm draft={area} onReload={onReload}>
          <ReceiptFields draft={area} language={language} faultOf={faultOf} />
        </SaveForm>
      </Panel>
      {area.isReadOnly ? null : (
        <div className={classes.beside}>
          <PreviewPanel wish={wish} onWish={setWish} draft={draft} preview={preview} />
        </div>
      )}
    </div>
  );
};

/** What the preview found wrong, told at the field. */
const useFaults = (error: Error | null): ((field: string) => string | undefined) => {
  const t = useTranslations('receipt');
  type Key = Parameters<typeof t.has>[0];
  const problem = error === null ? undefined : problemOf(error);
  return (field) => {
    if (problem === undefined || fieldOfProblem(problem.field) !== field) return undefined;
    const key = `fault_${field}` as Key;
    return t.has(key) ? t(key) : problem.detail;
  };
};
