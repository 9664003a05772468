import { randomUUID } from 'node:crypto';
import { join, relative } from 'node:path';
import pc from 'picocolors';
import { rootDir } from '../../servers/paths.ts';
import type { Stack } from '../stack/runtime.ts';

const sampleOrder = {
  type: 'sale',
  currency: 'USD',
  items: [
    { sku: 'EBOOK-1', description: 'The Book', kind: 'digital', quantity: 1, unitAmount: 1999 },
    { sku: 'MUG-1', description: 'A mug', kind: 'physical', quantity: 2, unitAmount: 1250, weightGrams: 400 },
  ],
  shippingMethod: 'ground',
  customer: { email: 'ann@example.com', name: 'Ann Buyer', phone: '+15005550001', ipAddress: '203.0.113.9' },
  billingAddress: { line1: '1 Main St', city: 'Albany', region: 'NY', postalCode: '12207', country: 'US' },
  shippingAddress: { line1: '1 Main St', city: 'Albany', region: 'NY', postalCode: '12207', country: 'US' },
  payment: { card: { number: '4111111111111111', expiryMonth: 12, expiryYear: 2030, cvc: '123' } },
  metadata: { cart: 'c-17' },
};

/** Pasted twice it is still one order: the key stays the same until the next start. */
const firstOrder = (stack: Stack): string =>
  `curl --cacert '${stack.tlsFile('ca.pem')}' ${stack.apiUrl}/v1/orders \\
  -H 'Authorization: Bearer ${stack.secrets.apiKey}' \\
  -H 'Idempotency-Key: ${randomUUID()}' \\
  -H 'Content-Type: application/json' \\
  -d '${JSON.stringify(sampleOrder)}'`;

const acquirerText = ({ settings: { acquirer } }: Stack): string =>
  acquirer === undefined
    ? 'an acquirer simulator takes them, no money moves'
    : `the acquirer at ${acquirer.host}:${acquirer.port}, for orders of mode ${acquirer.mode}`;

const stripeText = ({ settings: { stripe } }: Stack): string =>
  `PUT /v1/settings/processors {"rules":[{"processor":"stripe"}]} chooses ${stripe === undefined ? 'the Stripe simulator' : 'your Stripe account'}`;

/** The command line finds the default folder by itself. */
const commandLine = (dataDir: string): string =>
  dataDir === join(rootDir, '.tollgate') ? 'npx tollgate' : `TOLLGATE_DATA=${quoted(dataDir)} npx tollgate`;

/** As a shell takes it. */
const quoted = (text: string): string => (/^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

/** What to type next, of a stack whose data lies there. */
export const nextCommands = (dataDir: string): string =>
  ['orders', 'timeline ord_…', 'verify'].map((command) => `${commandLine(dataDir)} ${command}`).join(' · ');

/** What is printed once everything is ready. */
export const welcome = (stack: Stack, tookMs: number): string => `
${pc.bold('Tollgate is ready')} after ${(tookMs / 1_000).toFixed(1)} s. Ctrl-C stops it; the data stays in ${relative(process.cwd(), stack.dataDir) || '.'}/.

  API          ${stack.apiUrl}        documentation: ${stack.apiUrl}/docs
  Central      ${stack.centralUrl}        ${stack.userEmail}, password ${stack.secrets.userPassword}
  Shop         ${stack.storefrontUrl}        a customer’s view: buy with 4111 1111 1111 1111
  Downloads    ${stack.downloadsUrl}
  Mail         ${stack.mailUrl}        receipts arrive here
  Traces       ${stack.settings.traceEndpoint ?? stack.tracesUrl}        one order, one picture
  Cards        ${acquirerText(stack)}; ${stripeText(stack)}
  For scripts  ${stack.dataDir}/demo.json

${pc.bold('Place the first order:')}

${firstOrder(stack)}

${pc.bold('Then:')} ${nextCommands(stack.dataDir)}
`;
