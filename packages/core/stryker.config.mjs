import { fileURLToPath } from 'node:url'

import preset from '../../jest.preset.mjs'

const tables = ['struct', 'field', 'generate', 'combinations', 'interpret', 'interpret-table', 'plain']
const modules = [...tables, 'page', 'trail', 'link-header', 'microversion']
const suites = [...modules, 'codec', 'fast', 'rest']

/** Mutation testing, which takes minutes and is no part of the gate: `pnpm --filter @openstack-ts/core mutation`. */
export default {
  mutate: modules.map((name) => `src/${name}.ts`),
  testRunner: 'jest',
  // By name, and imported from here: pnpm puts it where Stryker does not look.
  plugins: [fileURLToPath(import.meta.resolve('@stryker-mutator/jest-runner'))],
  jest: {
    // In here, for the sandbox is no place from which the preset can be imported.
    config: {
      ...preset,
      testMatch: [`<rootDir>/test/(${suites.join('|')}).test.ts`],
      setupFiles: ['<rootDir>/test/mutated.cjs']
    },
    enableFindRelatedTests: false
  },
  coverageAnalysis: 'perTest',
  // What runs once, when a module is loaded, would cost as much time as all the rest.
  ignoreStatic: true,
  concurrency: 2,
  timeoutMS: 6000,
  ignorePatterns: ['dist', 'coverage', '.gate', 'bench', 'type-tests'],
  reporters: ['progress-append-only', 'clear-text', 'json'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  jsonReporter: { fileName: '.gate/mutation.json' },
  thresholds: { high: 90, low: 80, break: 80 }
}
