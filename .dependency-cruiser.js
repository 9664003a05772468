/** Who may import whom; tests/boundaries.spec.ts shows that each rule bites.
 *
 *  The last word of a file's name says what it may touch: `place-order.ts` is a decision, `orders.controller.ts` an entry point,
 *  `place-order.handler.ts` a use case, `orders.repository.ts` an effect. */
const decisions = ['^services/[^/]+/src/.+/[a-z0-9-]+\\.ts$', '^services/[^/]+/src/.+\\.(schema|data)\\.ts$'];
const effects = '\\.(repository|client|store)\\.ts$';
const handlers = '\\.handler\\.ts$';
const entries = '\\.(controller|consumer|responder|listener)\\.ts$';
const wiring = '\\.(module|guard|interceptor|filter|pipe|entity|migration)\\.ts$';
const pureLibs = '^libs/(contracts|errors|money|order|iso8583|report-tables|web-pages)/src/';
const effectLibs = '^libs/(order-log|messaging|postgres|service|settings)/';
const tests = '\\.(spec|contract)\\.ts$|/testing/';

export default {
  forbidden: [
    {
      name: 'services-are-separate',
      comment: 'Services and apps talk over NATS and through contracts, never by import.',
      severity: 'error',
      from: { path: '^(services|apps)/([^/]+)/' },
      to: { path: '^(services|apps)/', pathNot: '^$1/$2/' },
    },
    {
      name: 'auditor-is-independent',
      comment: 'The auditor shares no rule with what it judges, so that a mistake there is not made here, too.',
      severity: 'error',
      from: { path: '^apps/cli/src/audit/', pathNot: tests },
      to: { path: '^libs/(order|settings)/' },
    },
    {
      name: 'libs-know-no-service',
      comment: 'A library that knows its user belongs to that user.',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^(services|apps)/' },
    },
    {
      name: 'pure-libs-stay-pure',
      comment: 'Pure libraries know no framework, no database, no wire and no clock.',
      severity: 'error',
      from: { path: pureLibs, pathNot: tests },
      to: {
        path: `@nestjs|typeorm|/pg/|@nats-io|@opentelemetry|${effectLibs}|^libs/crypto/|^node:|^(fs|net|http|https|crypto|child_process)$`,
        pathNot: '^libs/errors/src/clock\\.ts$',
      },
    },
    {
      name: 'decisions-stay-pure',
      comment:
        'A file without a role, a schema or a table touches nothing outside: no framework, no database, no wire, no effect of its service. What every controller uses (gateway-ingress/src/http) is wiring.',
      severity: 'error',
      from: { path: decisions, pathNot: `${tests}|^services/gateway-ingress/src/(http|docs)/` },
      to: {
        path: `@nestjs|typeorm|/pg/|@nats-io|@opentelemetry|${effectLibs}|${effects}|${handlers}|${entries}|${wiring}|^node:|^(fs|net|http|https|child_process)$`,
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'effects-decide-nothing',
      comment: 'A repository, client or store is used by handlers; it knows neither them nor the entry points.',
      severity: 'error',
      from: { path: '^services/.+\\.(repository|client|store)\\.ts$' },
      to: { path: `${handlers}|${entries}` },
    },
    {
      name: 'entries-are-the-edge',
      comment: 'Nothing but the wiring knows an entry point.',
      severity: 'error',
      from: { path: '^services/[^/]+/src/', pathNot: `${tests}|${wiring}|/main\\.ts$|${entries}` },
      to: { path: entries },
    },
    {
      name: 'through-the-index',
      comment: 'A library is used through its src/index.ts only.',
      severity: 'error',
      from: { path: '^(services|apps|libs)/([^/]+)/' },
      to: { path: '^libs/[^/]+/src/', pathNot: '^libs/[^/]+/src/index\\.ts$|^$1/$2/' },
    },
    {
      name: 'testing-is-for-tests',
      comment: 'No production code imports libs/testing, nor a testing folder.',
      severity: 'error',
      from: { path: '^(services|apps|libs)/', pathNot: `${tests}|^libs/testing/|/bench/` },
      to: { path: '^libs/testing/|/src/testing/' },
    },
    {
      name: 'sdk-stands-alone',
      comment: 'Merchants install it by itself: it has nothing but Node.',
      severity: 'error',
      from: { path: '^libs/sdk/src/', pathNot: tests },
      to: { path: '^libs/(?!sdk/)|^node_modules/' },
    },
    {
      name: 'storefront-is-outside',
      comment: 'The shop is a merchant’s program: of the gateway it has the SDK alone.',
      severity: 'error',
      from: { path: '^apps/storefront/src/' },
      to: { path: '^libs/(?!sdk/)' },
    },
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(services|apps|libs)/[^/]+/dist(-types)?/|/generated/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['tollgate:source', 'import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
    },
  },
};
