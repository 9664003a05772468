import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { debianPackages, pythonPackages, runProgram } from '@tollgate/testing';
import { rootDir } from '../../scripts/servers/paths.ts';
import { Shop } from './shop.ts';

/** What the generated Python client needs, of PyPI. */
const pythonNeeds = [
  'annotated-types==0.8.0',
  'pydantic==2.14.4',
  'pydantic-core==2.50.5',
  'python-dateutil==2.9.0.post0',
  'six==1.17.0',
  'typing-extensions==4.16.0',
  'typing-inspection==0.4.5',
  'urllib3==2.8.0',
];

/** PHP, and what the generated PHP client needs, of Debian. */
const phpNeeds = [
  'libargon2-1',
  'libsodium23',
  'php-getallheaders',
  'php-guzzlehttp-guzzle',
  'php-guzzlehttp-promises',
  'php-guzzlehttp-psr7',
  'php-psr-http-client',
  'php-psr-http-factory',
  'php-psr-http-message',
  'php-symfony-deprecation-contracts',
  'php8.2-cli',
  'php8.2-common',
  'php8.2-curl',
  'php8.2-mbstring',
];

/** What a program of a client saw of one order: placed, placed again under the same key, refunded in part, declined, and listed. */
interface Seen {
  readonly order: string;
  readonly again: string;
  readonly total: number;
  readonly name: string;
  readonly download: string;
  readonly refunded: number;
  readonly placedYear: number;
  readonly declined: { readonly status: number; readonly code: string };
  readonly listed: readonly string[];
}

let shop: Shop;
let folder: string;

beforeAll(async () => {
  shop = await Shop.open();
  folder = mkdtempSync(join(tmpdir(), 'tollgate-clients-'));
  const program = ['--disable-warning=ExperimentalWarning', join(rootDir, 'scripts/commands/clients.ts'), '--out', folder];
  runProgram('env', [`TOLLGATE_DATA=${shop.stack.dataDir}`, process.execPath, ...program]);
  writeFileSync(join(folder, 'order.json'), JSON.stringify(order));
  writeFileSync(join(folder, 'smoke.py'), pythonProgram);
  writeFileSync(join(folder, 'smoke.php'), phpProgram);
}, 400_000);

afterAll(async () => {
  await shop?.close();
  if (folder !== undefined) rmSync(folder, { recursive: true });
});

const order = {
  type: 'sale',
  currency: 'USD',
  items: [{ sku: 'EBOOK-1', description: 'The Book', kind: 'digital', quantity: 1, unitAmount: 1999 }],
  customer: { email: 'ann@example.com', name: 'José 🎉 O’Neill' },
  billingAddress: { line1: '1 Main St', city: 'Albany', region: 'NY', postalCode: '12207', country: 'US' },
  payment: { card: { number: '4111111111111111', expiryMonth: 12, expiryYear: 2030, cvc: '123' } },
};

const pythonProgram = `
import sys, json, time, uuid
folder, demo = sys.argv[1], json.load(open(sys.argv[2]))
sys.path[:0] = [folder + '/python', sys.argv[3]]
import tollgate
api = tollgate.ApiClient(tollgate.Configuration(host=demo['apiUrl'], access_token=demo['apiKey'], ssl_ca_cert=demo['caFile']))
orders, body, key = tollgate.OrdersApi(api), json.load(open(folder + '/order.json')), str(uuid.uuid4())
placed = orders.place_order(tollgate.OrderRequest.from_dict(body), key)
again = orders.place_order(tollgate.OrderRequest.from_dict(body), key)
refund = orders.refund_order(placed.id, tollgate.NewRefund(amount=500), str(uuid.uuid4()))
body['payment']['card']['number'] = '4000000000000002'
try:
    orders.place_order(tollgate.OrderRequest.from_dict(body), str(uuid.uuid4()))
except tollgate.ApiException as error:
    declined = {'status': error.status, 'code': json.loads(error.body)['code']}
detail = orders.get_order(placed.id)
found = lambda: [one.id for one in orders.list_orders(email='ann@example.com').data]
until = time.time() + 20
while placed.id not in found() and time.time() < until: time.sleep(0.2)
print(json.dumps({'order': placed.id, 'again': again.id, 'total': placed.amounts.total, 'name': detail.customer.name,
  'download': placed.downloads[0].sha256, 'refunded': detail.amounts.refunded, 'placedYear': placed.created_at.year,
  'declined': declined, 'listed': found()}))
`;

const phpProgram = `<?php
[, $folder, $demoFile] = $argv;
require 'GuzzleHttp/autoload.php';
spl_autoload_register(function ($name) use ($folder) {
  $file = $folder . '/php/lib/' . str_replace('\\\\', '/', substr($name, strlen('Tollgate') + 1)) . '.php';
  if (str_starts_with($name, 'Tollgate') && is_file($file)) require $file;
});
$demo = json_decode(file_get_contents($demoFile));
$config = Tollgate\\Configuration::getDefaultConfiguration()->setAccessToken($demo->apiKey)->setHost($demo->apiUrl);
$orders = new Tollgate\\Api\\OrdersApi(new GuzzleHttp\\Client(['verify' => $demo->caFile]), $config);
$body = json_decode(file_get_contents($folder . '/order.json'));
$body->customer->email = 'bea@example.com';
$wanted = fn () => Tollgate\\ObjectSerializer::deserialize($body, 'Tollgate\\Model\\OrderRequest');
$key = bin2hex(random_bytes(16));
$placed = $orders->placeOrder($wanted(), $key);
$again = $orders->placeOrder($wanted(), $key);
$orders->refundOrder($placed->getId(), new Tollgate\\Model\\NewRefund(['amount' => 500]), bin2hex(random_bytes(16)));
$body->payment->card->number = '4000000000000002';
try { $orders->placeOrder($wanted(), bin2hex(random_bytes(16))); }
catch (Tollgate\\ApiException $error) { $declined = ['status' => $error->getCode(), 'code' => json_decode($error->getResponseBody())->code]; }
$detail = $orders->getOrder($placed->getId());
$found = fn () => array_map(fn ($one) => $one->getId(), $orders->listOrders(email: 'bea@example.com')->getData());
for ($tries = 0; $tries < 100 && !in_array($placed->getId(), $found()); $tries++) usleep(200000);
echo json_encode(['order' => $placed->getId(), 'again' => $again->getId(), 'total' => $placed->getAmounts()->getTotal(), 'name' => $detail->getCustomer()->getName(),
  'download' => $placed->getDownloads()[0]->getSha256(), 'refunded' => $detail->getAmounts()->getRefunded(), 'placedYear' => (int) $placed->getCreatedAt()->format('Y'),
  'declined' => $declined, 'listed' => $found()]);
`;

const demoFile = (): string => join(shop.stack.dataDir, 'demo.json');

const python = (): Seen =>
  JSON.parse(runProgram('python3', [join(folder, 'smoke.py'), folder, demoFile(), pythonPackages(pythonNeeds)])) as Seen;

const php = (): Seen => {
  const root = debianPackages(phpNeeds);
  const [extensions = ''] = readdirSync(join(root, 'usr/lib/php')).filter((name) => /^2\d+$/.test(name));
  const settings = {
    extension_dir: join(root, 'usr/lib/php', extensions),
    include_path: join(root, 'usr/share/php'),
    display_errors: 'stderr',
  };
  const loaded = ['curl', 'mbstring', 'tokenizer', 'ctype'].map((name) => `extension=${name}`);
  const flags = [...Object.entries(settings).map(([name, value]) => `${name}=${value}`), ...loaded].flatMap((one) => ['-d', one]);
  const program = [join(root, 'usr/bin/php8.2'), '-n', ...flags, join(folder, 'smoke.php'), folder, demoFile()];
  return JSON.parse(runProgram('env', [`LD_LIBRARY_PATH=${join(root, 'usr/lib/x86_64-linux-gnu')}`, ...program])) as Seen;
};

describe('a client that was generated from the API’s description', () => {
  it.each([
    ['Python', python],
    ['PHP', php],
  ])(
    'places an order once, refunds some of it, is told of a decline, and finds it again: %s',
    (_language, seenBy) => {
      const seen = seenBy();
      expect(seen).toEqual({
        order: expect.stringMatching(/^ord_[0-9a-f]{32}$/),
        again: seen.order,
        total: 1999,
        name: 'José 🎉 O’Neill',
        download: expect.stringMatching(/^[0-9a-f]{64}$/),
        refunded: 500,
        placedYear: new Date().getUTCFullYear(),
        declined: { status: 402, code: expect.any(String) },
        listed: expect.arrayContaining([seen.order]),
      });
    },
    300_000,
  );
});
