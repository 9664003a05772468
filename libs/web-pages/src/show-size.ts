const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** As file managers show it, in the reader's language: `1.0 MB`. */
export const showSize = (sizeBytes: number, language: string): string => {
  const step = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, sizeBytes)) / 3)));
  const unit = units[step] ?? 'byte';
  if (unit === 'byte') return showBytes(sizeBytes, language);
  const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  return new Intl.NumberFormat(language, { style: 'unit', unit, ...digits }).format(sizeBytes / 1_000 ** step);
};

/** `1,048,576 bytes` */
export const showBytes = (sizeBytes: number, language: string): string =>
  new Intl.NumberFormat(language, { style: 'unit', unit: 'byte', unitDisplay: 'long' }).format(sizeBytes);
