/**
 * For mutation testing alone: properties stop at the first counterexample, which need not be the smallest.
 */
import * as fc from 'fast-check'

fc.configureGlobal({ endOnFailure: true, numRuns: 25 })
