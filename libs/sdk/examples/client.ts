// What every example begins with: a client by the environment.
import { readFileSync } from 'node:fs';
import { Tollgate } from '@tollgate/sdk';

const variable = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`set ${name}`);
  return value;
};

const caFile = process.env.TOLLGATE_CA_FILE;

export const tollgate = new Tollgate({
  apiUrl: variable('TOLLGATE_API_URL'),
  apiKey: variable('TOLLGATE_API_KEY'),
  // Only where the gateway's certificate is of an authority of your own.
  ...(caFile === undefined ? {} : { ca: readFileSync(caFile, 'utf8') }),
});

export const address = { line1: '1 Main St', city: 'Albany', region: 'NY', postalCode: '12207', country: 'US' };
