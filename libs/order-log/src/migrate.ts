import { migrateOrderLog } from './migrations/migrations.js';

const url = process.env.TOLLGATE_POSTGRES_URL;
if (url === undefined) throw new Error('TOLLGATE_POSTGRES_URL is not set: the address of the database, as superuser');
const applied = await migrateOrderLog(url);
console.log(applied.length === 0 ? 'order_log is up to date' : `order_log: applied ${applied.join(', ')}`);
