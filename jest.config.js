import { readFileSync } from 'node:fs';

// Inlined: @swc/jest looks for .swcrc in the working directory, which Nx changes.
const swc = JSON.parse(readFileSync(new URL('./.swcrc', import.meta.url), 'utf8'));

const shared = {
  testEnvironment: 'node',
  rootDir: import.meta.dirname,
  extensionsToTreatAsEsm: ['.ts'],
  // Ours are TypeScript; a package's `data.json.js` is what it says.
  moduleNameMapper: { '^(\\.{1,2}/(?!.*\\.json\\.js$).*)\\.js$': '$1' },
  // Workspace libraries are read from source, so that no build is needed first.
  testEnvironmentOptions: { customExportConditions: ['tollgate:source', 'node', 'node-addons'] },
  transform: { '^.+\\.ts$': ['@swc/jest', { ...swc, swcrc: false }] },
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['/dist/'],
};

const integrationProjects = ['<rootDir>/libs/*/src', '<rootDir>/services/*/src', '<rootDir>/apps/*/src'];

export default {
  // Read here alone, not in a project. No measure of speed: the machine may stand still for a while.
  testTimeout: 120_000,
  projects: [
    {
      ...shared,
      displayName: 'pure',
      testMatch: [...integrationProjects.map((h) => `${h}/**/*.spec.ts`), '<rootDir>/tests/**/*.spec.ts'],
      testPathIgnorePatterns: [
        ...shared.testPathIgnorePatterns,
        '\\.int\\.spec\\.ts$',
        '\\.e2e\\.spec\\.ts$',
        '\\.browser\\.spec\\.ts$',
        '/tests/simulation/[^/]+\\.spec\\.ts$',
      ],
    },
    {
      ...shared,
      displayName: 'integration',
      testMatch: [...integrationProjects.map((h) => `${h}/**/*.int.spec.ts`), '<rootDir>/tests/*.int.spec.ts'],
    },
    { ...shared, displayName: 'simulation', testMatch: ['<rootDir>/tests/simulation/*.spec.ts'] },
    { ...shared, displayName: 'e2e', testMatch: ['<rootDir>/tests/e2e/**/*.e2e.spec.ts'] },
    {
      ...shared,
      displayName: 'browser',
      testMatch: ['<rootDir>/tests/browser/**/*.browser.spec.ts'],
      globalSetup: '<rootDir>/tests/browser/stack-setup.mjs',
      globalTeardown: '<rootDir>/tests/browser/stack-teardown.mjs',
    },
  ],
};
