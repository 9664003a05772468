import { Button, Checkbox, Modal, Stack, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { pageSetting } from '../api/page-setting.js';
import { useCommand } from '../api/use-command.js';
import { useStore } from '../shell/store-context.js';
import { ConfirmDialog } from '../ui/confirm-dialog.js';
import { CopyText } from '../ui/copy-text.js';
import { Notice } from '../ui/notice.js';
import { curlWith, type IssuedKey, scopesWithin } from './api-key.js';

/** Makes a key and shows it once: it is in no cache, and gone with the dialog. */
export const NewKeyButton = () => {
  const t = useTranslations('apiKeys');
  const shell = useTranslations('shell');
  const { key, mode, session, can } = useStore();
  // Goods are those of both modes.
  const needsFactor = (scope: string): boolean => scope === 'goods' && !session.user.hasSecondFactor;
  const own = scopesWithin(can);
  const [scopes, setScopes] = useState<readonly string[]>([]);
  const queries = useQueryClient();
  const [isOpen, { open, close }] = useDisclosure(false);
  const [name, setName] = useState('');
  const [issued, setIssued] = useState<IssuedKey>();
  const issue = useCommand<IssuedKey, { name: string; scopes: readonly string[] }>('/api-keys', {
    onDone: (answer) => {
      close();
      setName('');
      setIssued(answer);
      issue.reset();
      return queries.invalidateQueries({ queryKey: key('api-keys') });
    },
  });
  const begin = (): void => {
    issue.reset();
    setScopes([]);
    open();
  };
  return (
    <>
      <Button onClick={begin}>{t('new')}</Button>
      <ConfirmDialog
        title={t(`newTitle_${mode}`)}
        isOpen={isOpen}
        onClose={close}
        confirm={t('make')}
        isDisabled={name.trim() === '' || scopes.length === 0}
        isRunning={issue.isPending}
        error={issue.error}
        onConfirm={() => issue.mutate({ name: name.trim(), scopes })}
      >
        <TextInput
          data-autofocus
          label={t('name')}
          description={t('nameHint')}
          required
          maxLength={100}
          autoComplete="off"
          value={name}
          onChange={({ currentTarget: { value } }) => setName(value)}
        />
        <Checkbox.Group label={t('scopes')} description={t('scopesHint')} required value={[...scopes]} onChange={setScopes}>
          <Stack gap="xs" mt="xs">
            {own.map((scope) => (
              <Checkbox
                key={scope}
                value={scope}
                label={t(`scope_${scope}`)}
                description={needsFactor(scope) ? shell('factorNeeded') : t(`scopeText_${scope}`)}
                disabled={needsFactor(scope)}
              />
            ))}
          </Stack>
        </Checkbox.Group>
      </ConfirmDialog>
      <ShownKey issued={issued} onClose={() => setIssued(undefined)} />
    </>
  );
};

/** A slip beside the dialog would lose the key: it is closed by its button. */
const ShownKey = ({ issued, onClose }: { readonly issued: IssuedKey | undefined; readonly onClose: () => void }) => {
  const t = useTranslations('apiKeys');
  return (
    <Modal
      opened={issued !== undefined}
      onClose={onClose}
      title={issued?.name}
      size="lg"
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
    >
      <Stack gap="md">
        {issued === undefined ? null : issued.key === null ? (
          <Notice tone="warn">{t('shownBefore')}</Notice>
        ) : (
          <KeyTexts secret={issued.key} />
        )}
        <Button data-autofocus onClick={onClose}>
          {t('kept')}
        </Button>
      </Stack>
    </Modal>
  );
};

const KeyTexts = ({ secret }: { readonly secret: string }) => {
  const t = useTranslations('apiKeys');
  const caFile = pageSetting('ca-file');
  const curl = curlWith(window.location.origin, secret, caFile && decodeURIComponent(caFile));
  return (
    <>
      <Notice tone="warn">{t('onlyNow')}</Notice>
      <div>
        <div className="quiet">{t('key')}</div>
        <CopyText text={secret} name={t('key')} />
      </div>
      <div>
        <div className="quiet">{t('tryIt')}</div>
        <CopyText text={curl} name={t('tryIt')} />
      </div>
    </>
  );
};
