import { coverageOf } from '../../contract/coverage.js'
import { leftOutOperations, leftOutPaths } from '../../contract/left-out.js'
import { endpoints } from '../../src/index.js'
import { overContract } from './contract.js'
import { say } from './say.js'

overContract('coverage', ({ operations }) => {
  const report = coverageOf(operations, endpoints)

  it('declares all that can be asked today, at every microversion', () => {
    const faulty = report.rows.filter(({ fault }) => fault !== undefined)
    expect(faulty.map(({ fault, operation }) => `${operation.id}: ${fault}`)).toEqual([])
  })

  it('is what `pnpm coverage:compute` prints and fails by', () => {
    say(report.text.split('\n').at(-1) ?? '')
    expect(report.ok).toBe(true)
    expect(report.text).toMatch(/\n100 % of what can be asked today is declared: (\d+) of \1 operations\.$/)
  })

  it('declares nothing that the contract does not know', () => {
    expect(report.strangers).toEqual([])
  })

  it('gives reasons for nothing that the contract does not know', () => {
    const ids = operations.map(({ id }) => id)
    expect(Object.keys(leftOutOperations).filter((id) => !ids.includes(id))).toEqual([])
    const paths = operations.map(({ path }) => path)
    const idle = Object.keys(leftOutPaths).filter((start) => !paths.some((path) => path.startsWith(start)))
    expect(idle).toEqual([])
  })

  it('notices what is missing, what is there too long, and what is strange', () => {
    const { keypairs, ...others } = endpoints
    const without = coverageOf(operations, others)
    expect(without.ok).toBe(false)
    expect(without.rows.find(({ operation }) => operation.id === 'GET /os-keypairs')?.fault).toBe('NOT DECLARED')
    const short = coverageOf(operations, { keypairs: { ...keypairs, list: { ...keypairs.list, until: '2.9' } } })
    const { fault } = short.rows.find(({ operation }) => operation.id === 'GET /os-keypairs') ?? {}
    expect(fault).toBe('not declared at 2.10 to 2.104')
    const strange = coverageOf(operations, { keypairs: { list: { ...keypairs.list, path: '/keypairs' } } })
    expect(strange.strangers).toEqual(['keypairs.list'])
  })
})
