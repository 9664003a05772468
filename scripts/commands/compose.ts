/** `npm run compose`: makes the secrets and certificates that `docker-compose.yml` reads, and names the command that
 *  starts it. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { serviceRoles } from '../servers/database.ts';
import { writePrivateFile } from '../servers/paths.ts';
import { openStack } from '../supervisor/stack/runtime.ts';
import { readSettings } from '../supervisor/stack/settings.ts';

const { dataDir, secrets } = await openStack(readSettings(process.env));
const variables = {
  TOLLGATE_DATA: dataDir,
  TOLLGATE_UID: String(process.getuid?.() ?? 1000),
  TOLLGATE_GID: String(process.getgid?.() ?? 1000),
  TOLLGATE_POSTGRES_PASSWORD: secrets.postgresPassword,
  ...Object.fromEntries(
    serviceRoles.map((role) => [`TOLLGATE_POSTGRES_PASSWORD_${role.toUpperCase()}`, secrets.rolePasswords[role]]),
  ),
  TOLLGATE_NATS_TOKEN: secrets.natsToken,
  TOLLGATE_S3_SECRET_KEY: secrets.s3SecretKey,
};
// Made here, so that they belong to the user that the containers run as.
for (const name of ['postgres', 'nats', 'minio', 'outside', 'downloads-cache'])
  mkdirSync(join(dataDir, 'compose', name), { recursive: true, mode: 0o700 });
const file = join(dataDir, 'compose.env');
writePrivateFile(
  file,
  Object.entries(variables)
    .map(([name, value]) => `${name}=${value}\n`)
    .join(''),
);
process.stdout.write(`docker compose --env-file ${file} up --build\n`);
