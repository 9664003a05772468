import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { problemOf } from '../../api/problem.js';

import { ConfirmDialog } from '../../ui/confirm-dialog.js';
import { Notice } from '../../ui/notice.js';
import uiClasses from '../../ui/ui.module.css';
import { Changes } from '../changes.js';
import classes from '../settings.module.css';
import { UnsavedChanges } from './unsaved-changes.js';
import type { AreaDraft } from './use-area-draft.js';

interface SaveFormProps {
  readonly draft: AreaDraft;
  readonly onReload: () => void;
  readonly children: ReactNode;
}

/** The form around an area's fields: saved after a look at what changes. */
export const SaveForm = ({ draft, onReload, children }: SaveFormProps) => {
  const t = useTranslations('settings');
  const { changes, review, save } = draft;
  const isOutdated = save.error !== null && problemOf(save.error).code === 'settings_changed';
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        review.open();
      }}
    >
      <UnsavedChanges isChanged={changes.length > 0} />
      {isOutdated ? <Outdated onReload={onReload} /> : null}
      {children}
      {draft.isReadOnly ? null : (
        <div className={classes.foot}>
          <span className="quiet figures">{t('changes', { count: changes.length })}</span>
          <Button variant="default" disabled={changes.length === 0} onClick={draft.discard}>
            {t('discard')}
          </Button>
          <Button type="submit" disabled={changes.length === 0}>
            {t('save')}
          </Button>
        </div>
      )}
      <ConfirmDialog
        title={t('whatChanges')}
        isOpen={review.isOpen}
        onClose={review.close}
        confirm={t('save')}
        isRunning={save.isPending}
        error={save.error}
        onConfirm={save.run}
      >
        <Changes changes={changes} />
      </ConfirmDialog>
    </form>
  );
};

const Outdated = ({ onReload }: { readonly onReload: () => void }) => {
  const t = useTranslations('settings');
  return (
    <Notice tone="warn">
      <p>{t('outdated')}</p>
      <button type="button" className={uiClasses.plainButton} onClick={onReload}>
        {t('reload')}
      </button>
    </Notice>
  );
};
