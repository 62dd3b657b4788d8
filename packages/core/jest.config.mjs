import preset from '../../jest.preset.mjs'

export default {
  ...preset,
  // Three files are types alone.
  collectCoverageFrom: ['src/**/*.ts', '!src/{definition,http,service}.ts'],
  coverageReporters: ['text'],
  coverageThreshold: { global: { statements: 95, branches: 95 } },
  // Where mutation testing keeps its copies.
  modulePathIgnorePatterns: ['<rootDir>/.stryker-tmp']
}
