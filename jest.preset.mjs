import { fileURLToPath } from 'node:url'

const packages = fileURLToPath(new URL('./packages', import.meta.url))

/** Every package's jest configuration: swc compiles, and our own packages are read from their sources. */
export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  watchman: false,
  coverageProvider: 'v8',
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
        module: { type: 'commonjs' },
        sourceMaps: 'inline'
      }
    ]
  },
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    '^@openstack-ts/([^/]+)$': `${packages}/$1/src/index.ts`,
    '^@openstack-ts/([^/]+)/([^/]+)$': `${packages}/$1/src/$2.ts`
  }
}
