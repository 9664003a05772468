import { Button, Group, Modal, Stack } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { ProblemNotice } from './problem-notice.js';

interface ConfirmDialogProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** What the button says: what will happen, with the amount. */
  readonly confirm: string;
  readonly isDangerous?: boolean;
  /** The button that goes back; “Cancel” unless given. */
  readonly cancel?: string;
  /** Nobody leaves it by the way: only its buttons close it. */
  readonly isHeld?: boolean;
  readonly isDisabled?: boolean;
  readonly isRunning: boolean;
  readonly error: unknown;
  readonly onConfirm: () => void;
  readonly children: ReactNode;
}

/** Asks once more before money moves. It stays open until the answer is there, and shows what went wrong. */
export const ConfirmDialog = (props: ConfirmDialogProps) => {
  const t = useTranslations('actions');
  const { title, isOpen, onClose, cancel = t('cancel'), isHeld = false, isRunning, error, onConfirm, children } = props;
  const isLocked = isRunning || isHeld;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    event.stopPropagation();
    onConfirm();
  };
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={title}
      closeOnClickOutside={!isLocked}
      closeOnEscape={!isLocked}
      closeButtonProps={{ 'aria-label': t('close'), disabled: isLocked }}
    >
      <form onSubmit={submit}>
        <Stack gap="md">
          {children}
          {error === null ? null : <ProblemNotice error={error} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose} disabled={isRunning}>
              {cancel}
            </Button>
            <Button
              type="submit"
              loading={isRunning}
              disabled={props.isDisabled ?? false}
              {...(props.isDangerous === true ? { color: 'red.9' } : {})}
            >
              {props.confirm}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
};
