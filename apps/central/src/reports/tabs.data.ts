/** The reports, each at an address of its own: `/reports/tax`. */
export const tabs = [
  'sales',
  'refunds',
  'products',
  'countries',
  'customers',
  'tax',
  'shipping',
  'authorizations',
  'fraud',
  'downloads',
  'settlement',
  'stores',
  'exports',
  'scheduled',
] as const;
export type Tab = (typeof tabs)[number];
export const isTab = (text: string): text is Tab => tabs.some((tab) => tab === text);
