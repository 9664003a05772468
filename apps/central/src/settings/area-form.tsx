import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { problemOf } from '../api/problem.js';
import { useCommand } from '../api/use-command.js';
import { useStore } from '../shell/store-context.js';
import { ConfirmDialog } from '../ui/confirm-dialog.js';
import { Notice } from '../ui/notice.js';
import uiClasses from '../ui/ui.module.css';
import { type Area, areas } from './areas.data.js';
import { Changes } from './changes.js';
import { changesBetween, type Json, type Path, setIn } from './document.js';
import { FieldInput } from './field-input.js';
import classes from './settings.module.css';
import type { SettingsInForce } from './settings-in-force.js';

interface AreaFormProps {
  readonly area: Area;
  readonly settings: SettingsInForce;
  readonly onReload: () => void;
}

/** An area as a form. It is saved as a whole, after a look at what changes, and only if nobody saved another one since. */
export const AreaForm = ({ area, settings, onReload }: AreaFormProps) => {
  const t = useTranslations('settings');
  const { can, key } = useStore();
  const queries = useQueryClient();
  const [document, setDocument] = useState(settings.document);
  const [isOpen, { open, close }] = useDisclosure(false);
  const changes = changesBetween(settings.document, document);
  const save = useCommand<SettingsInForce, Json>(`/settings/${area}`, {
    method: 'PUT',
    headers: { 'if-match': `"${settings.version}"` },
    onDone: (saved) => {
      close();
      queries.setQueryData(key('settings', area), saved);
    },
  });
  const isOutdated = save.error !== null && problemOf(save.error).code === 'settings_changed';
  const change = (path: Path, value: Json | undefined): void => setDocument((before) => setIn(before, path, value));
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        save.reset();
        open();
      }}
    >
      {isOutdated ? <Outdated onReload={onReload} /> : null}
      <FieldInput
        field={{ kind: 'object', fields: areas[area] }}
        document={document}
        path={[]}
        isReadOnly={!can('settings:write')}
        onChange={change}
      />
      {can('settings:write') ? (
        <div className={classes.foot}>
          <span className="quiet figures">{t('changes', { count: changes.length })}</span>
          <Button variant="default" disabled={changes.length === 0} onClick={() => setDocument(settings.document)}>
            {t('discard')}
          </Button>
          <Button type="submit" disabled={changes.length === 0}>
            {t('save')}
          </Button>
        </div>
      ) : null}
      <ConfirmDialog
        title={t('whatChanges')}
        isOpen={isOpen}
        onClose={close}
        confirm={t('save')}
        isRunning={save.isPending}
        error={save.error}
        onConfirm={() => save.mutate(document)}
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
