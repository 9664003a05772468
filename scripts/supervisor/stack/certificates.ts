import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type GenerateResult, generate, type SelfsignedOptions, type SubjectAltNameEntry } from 'selfsigned';
import { writePrivateFile, writePublicFile } from '../../servers/paths.ts';

const dayMs = 86_400_000;
const authorityDays = 3_650;
/** Clients refuse server certificates that are valid for longer. Source: CA/Browser Forum Baseline Requirements
 *  §6.3.2. */
const serverDays = 397;
const renewBeforeDays = 30;
/** Of the API, as containers call it beside each other. */
const containerName = 'gateway-ingress';

/** A certificate authority of this stack's own, and a server certificate by it, renewed before it runs out. What cannot be
 *  read, or does not belong together, is made anew. */
export const ensureCertificates = async (folder: string): Promise<void> => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const authority = readPair(folder, 'ca') ?? (await makeAuthority(folder));
  const server = readPair(folder, 'server');
  const isGood =
    server?.verify(authority.publicKey) &&
    Date.parse(server.validTo) > inDays(renewBeforeDays).getTime() &&
    server.checkHost(containerName) !== undefined;
  if (!isGood) await makeServer(folder);
};

const makeAuthority = async (folder: string): Promise<X509Certificate> => {
  const extensions: SelfsignedOptions['extensions'] = [
    { name: 'basicConstraints', cA: true, critical: true },
    { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
  ];
  const made = await make('Tollgate local authority', { extensions, notAfterDate: inDays(authorityDays) });
  writePublicFile(join(folder, 'ca.pem'), made.cert);
  writePrivateFile(join(folder, 'ca.key'), made.private);
  return new X509Certificate(made.cert);
};

const makeServer = async (folder: string): Promise<void> => {
  const altNames: SubjectAltNameEntry[] = [
    { type: 2, value: 'localhost' },
    { type: 2, value: containerName },
    { type: 7, ip: '127.0.0.1' },
    { type: 7, ip: '::1' },
  ];
  const extensions: SelfsignedOptions['extensions'] = [
    { name: 'basicConstraints', cA: false, critical: true },
    { name: 'keyUsage', digitalSignature: true, critical: true },
    { name: 'extKeyUsage', serverAuth: true },
    { name: 'subjectAltName', altNames },
  ];
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');
  const ca = { key: read('ca.key'), cert: read('ca.pem') };
  const made = await make('localhost', { extensions, ca, notAfterDate: inDays(serverDays) });
  writePrivateFile(join(folder, 'server.key'), made.private);
  writePublicFile(join(folder, 'server.pem'), made.cert);
};

const make = (commonName: string, options: SelfsignedOptions): Promise<GenerateResult> =>
  generate([{ name: 'commonName', value: commonName }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notBeforeDate: new Date(Date.now() - dayMs),
    ...options,
  });

const inDays = (days: number): Date => new Date(Date.now() + days * dayMs);

/** A certificate whose private key lies beside it; undefined where one of them is missing, broken, or not the other's. */
const readPair = (folder: string, name: string): X509Certificate | undefined => {
  try {
    const certificate = new X509Certificate(readFileSync(join(folder, `${name}.pem`)));
    return certificate.checkPrivateKey(createPrivateKey(readFileSync(join(folder, `${name}.key`)))) ? certificate : undefined;
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code.startsWith('ERR_OSSL')) return undefined;
    throw error; // it may be good, and cannot be read now
  }
};
