export type Tone = 'good' | 'bad' | 'warn' | 'info' | 'calm';

/** How a status looks: what waits for somebody stands out, what ended well or badly is told apart, all else is calm. */
const tones: Readonly<Record<string, Tone>> = {
  approved: 'good',
  captured: 'good',
  credited: 'good',
  succeeded: 'good',
  sent: 'good',
  review: 'warn',
  pending: 'info',
  authorized: 'info',
  partially_captured: 'info',
  declined: 'bad',
  rejected: 'bad',
  failed: 'bad',
  approval_waiting: 'warn',
  approval_approved: 'good',
  approval_rejected: 'bad',
  factor_on: 'good',
  factor_off: 'warn',
  key_active: 'good',
  report_handed_over: 'good',
  report_failed: 'bad',
  report_nobody: 'warn',
  webhook_active: 'good',
  webhook_failing: 'bad',
  webhook_gone: 'warn',
  download_preparing: 'info',
  download_unprepared: 'bad',
  upkeep_well: 'good',
  upkeep_parked: 'warn',
  upkeep_silent: 'bad',
};

export const toneOf = (status: string): Tone => tones[status] ?? 'calm';
