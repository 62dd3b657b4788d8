import preset from '../../jest.preset.mjs'

/** The contract in a real Chromium. */
export default { ...preset, testMatch: ['<rootDir>/test-browser/**/*.test.ts'] }
