/** The walls of the house; tests/walls.spec.ts shows that each one bites. */
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
      name: 'libs-know-no-service',
      comment: 'A library that knows its user belongs to that user.',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^(services|apps)/' },
    },
    {
      name: 'pure-stays-pure',
      comment: 'Decisions and pure libraries know no framework, no database, no wire and no clock.',
      severity: 'error',
      from: { path: '^(libs/(contracts|money|order|iso8583)|services/[^/]+/src/domain)/', pathNot: '\\.spec\\.ts$' },
      to: {
        path: '@nestjs|typeorm|/pg/|@nats-io|@opentelemetry|^libs/(order-log|messaging|service)/|/src/(http|consumers|adapters)/|^node:|^(fs|net|http|https|crypto|child_process)$',
      },
    },
    {
      name: 'through-the-front-door',
      comment: 'A library is used through its src/index.ts only.',
      severity: 'error',
      from: { path: '^(services|apps|libs)/([^/]+)/' },
      to: { path: '^libs/[^/]+/src/', pathNot: '^libs/[^/]+/src/index\\.ts$|^$1/$2/' },
    },
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(services|apps|libs)/[^/]+/dist/|/generated/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['tollgate:source', 'import', 'node', 'default'],
      extensions: ['.ts', '.js', '.mjs', '.json'],
    },
  },
};
