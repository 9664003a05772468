/** Roles, schemas and the order event log's tables, for stacks that no supervisor prepares (containers).
 *  TOLLGATE_POSTGRES_URL is the superuser's address; TOLLGATE_POSTGRES_PASSWORD_<ROLE> are the services' passwords. */
import { migrateOrderLog, provisionRoles, type ServiceRole, serviceRoles } from './servers/database.ts';

const required = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set`);
  return value;
};

const url = required('TOLLGATE_POSTGRES_URL');
const passwords = serviceRoles.map((role) => [role, required(`TOLLGATE_POSTGRES_PASSWORD_${role.toUpperCase()}`)]);
await provisionRoles(url, Object.fromEntries(passwords) as Record<ServiceRole, string>);
await migrateOrderLog(url);
