import preset from '../jest.preset.mjs'

/** The suites that want a real cloud: `pnpm cloud:up` first, or OS_CLIENT_CONFIG_FILE set. One after the other. */
export default {
  ...preset,
  rootDir: '..',
  roots: ['<rootDir>/packages', '<rootDir>/apps'],
  // Copies of packages that mutation tests make.
  modulePathIgnorePatterns: ['/\\.stryker-tmp/'],
  testMatch: ['**/test-cloud/**/*.test.ts'],
  testTimeout: 120_000
}
