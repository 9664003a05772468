export * from './figures.js';
export * from './further-tables.js';
export * from './report-table.js';
export * from './tables.js';
export * from './words.js';
