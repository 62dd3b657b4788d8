/**
 * For mutation testing alone: properties stop at the first counterexample, which need not be the smallest.
 */
const fc = require('fast-check')

fc.configureGlobal({ endOnFailure: true, numRuns: 25 })
