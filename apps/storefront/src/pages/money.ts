const digitsOf = (currency: string): number =>
  new Intl.NumberFormat('en-US', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;

/** Minor units as people read them. For the eye alone: what is to be paid is the gateway's to say. */
export const money = (minor: number, currency: string): string =>
  new Intl.NumberFormat('en-US', { style: 'currency', currency }).format(minor / 10 ** digitsOf(currency));

const steps = ['bytes', 'kB', 'MB', 'GB'] as const;

/** A file's size in the units that shops use. */
export const fileSize = (bytes: number): string => {
  const step = Math.min(steps.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  return `${(bytes / 1_000 ** step).toFixed(step > 1 ? 1 : 0)} ${steps[step]}`;
};
