const unitMs: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** The moment that the operator means: so long ago (90s, 15m, 2h, 3d), or a time by RFC 3339. Undefined for what is neither. */
export const sinceTime = (text: string, now: Date): Date | undefined => {
  const [, count, unit] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  if (count !== undefined) return new Date(now.getTime() - Number(count) * (unitMs[unit ?? ''] ?? 0));
  const isTime = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/.test(text);
  const time = new Date(text);
  return isTime && !Number.isNaN(time.getTime()) ? time : undefined;
};
