import { type DialogCommand, type DialogCommandOptions, useDialogCommand } from '../api/use-dialog-command.js';

/** Something done to an endpoint behind a dialog; then webhooks are looked at anew. */
export const useWebhookCommand = <T = unknown, B = undefined>(
  rest: string,
  options: Omit<DialogCommandOptions<T>, 'looks'> = {},
): DialogCommand<T, B> => useDialogCommand<T, B>(rest, { ...options, looks: 'webhooks' });
