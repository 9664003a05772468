import { type DialogCommand, useDialogCommand } from '../../api/use-dialog-command.js';

/** Something done to the reports by mail behind a dialog; then they are looked at anew. */
export const useScheduleCommand = <B>(rest: string, method: 'POST' | 'PATCH' | 'DELETE' = 'POST'): DialogCommand<unknown, B> =>
  useDialogCommand<unknown, B>(`/report-schedules${rest}`, { method, looks: 'report-schedules' });
