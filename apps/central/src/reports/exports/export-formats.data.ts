/** The formats of `GET …/exports/{format}`. Source: its documentation at the API. */
export const exportFormats = [
  { name: 'csv', title: 'CSV', group: 'people' },
  { name: 'xlsx', title: 'Excel', group: 'people' },
  { name: 'pdf', title: 'PDF', group: 'people' },
  { name: 'json', title: 'JSON', group: 'people' },
  { name: 'iif', title: 'QuickBooks Desktop (IIF)', group: 'programs', isOneCurrency: true },
  { name: 'qbo', title: 'QuickBooks Web Connect (OFX)', group: 'programs' },
  { name: 'xero', title: 'Xero', group: 'programs', isOneCurrency: true },
  { name: 'datev', title: 'DATEV', group: 'programs', onlyCurrency: 'EUR' },
  { name: 'beancount', title: 'Beancount', group: 'programs' },
  { name: 'hledger', title: 'hledger', group: 'programs' },
] as const satisfies readonly {
  readonly name: string;
  /** The same in every language. */
  readonly title: string;
  readonly group: 'people' | 'programs';
  /** One currency a file. */
  readonly isOneCurrency?: boolean;
  /** The only one that it takes. */
  readonly onlyCurrency?: string;
}[];

export type ExportFormat = (typeof exportFormats)[number];
export type FormatName = ExportFormat['name'];
