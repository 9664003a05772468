/** The formats of `GET …/exports/{format}`. Source: its documentation at the API. */
export const exportFormats = [
  { name: 'csv', group: 'people' },
  { name: 'xlsx', group: 'people' },
  { name: 'pdf', group: 'people' },
  { name: 'json', group: 'people' },
  { name: 'iif', group: 'programs', isOneCurrency: true },
  { name: 'qbo', group: 'programs' },
  { name: 'xero', group: 'programs', isOneCurrency: true },
  { name: 'datev', group: 'programs', onlyCurrency: 'EUR' },
  { name: 'beancount', group: 'programs' },
  { name: 'hledger', group: 'programs' },
] as const satisfies readonly {
  readonly name: string;
  readonly group: 'people' | 'programs';
  /** One currency a file. */
  readonly isOneCurrency?: boolean;
  /** The only one that it takes. */
  readonly onlyCurrency?: string;
}[];

export type ExportFormat = (typeof exportFormats)[number];
export type FormatName = ExportFormat['name'];
