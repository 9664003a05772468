/** The processors that this release has an adapter for, as they stand in events and settings. */
export const processorNames = ['iso8583', 'stripe'] as const;
