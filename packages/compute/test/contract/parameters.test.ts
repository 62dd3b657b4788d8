/** Every query parameter of the contract is a row, or is left out for a reason. */
import { leftOutParameters, leftOutProperties } from '../../contract/left-out.js'
import { type Contract, endpointsFor, isLeftOut, overContract } from './contract.js'

/** What can be asked of an operation: names, and the prefix of names that are free. */
const declaredOf = (contract: Contract, id: string): ReadonlySet<string> =>
  new Set(
    endpointsFor(contract)(id).flatMap(({ endpoint: { query, queryRest } }) => [
      ...Object.values(query ?? {}).map(({ wire }) => wire),
      ...(queryRest === undefined ? [] : [`^${queryRest.prefix}.*$`])
    ])
  )

/** What Nova's schemas and the API reference have. */
const wantedOf = (contract: Contract): ReadonlyMap<string, ReadonlySet<string>> => {
  const wanted = new Map<string, Set<string>>()
  const want = (id: string, names: ReadonlyArray<string>) =>
    wanted.set(id, new Set([...(wanted.get(id) ?? []), ...names]))
  for (const { operation, query } of contract.ranges) {
    if (query === undefined) continue
    const { patternProperties, properties } = contract.schema(query) as Readonly<Record<string, object | undefined>>
    want(operation, [...Object.keys(properties ?? {}), ...Object.keys(patternProperties ?? {})])
  }
  for (const { docs = [], id } of contract.operations) {
    for (const { request = [] } of docs)
      want(
        id,
        request.filter((one) => one.in === 'query').map(({ name }) => name)
      )
  }
  return wanted
}

overContract('parameters', (contract) => {
  const wanted = wantedOf(contract)

  it('are declared, or left out for a reason', () => {
    const missing = [...wanted].flatMap(([id, names]) => {
      const known = declaredOf(contract, id)
      const out = leftOutParameters[id] ?? {}
      return isLeftOut(contract)(id)
        ? []
        : [...names].filter((name) => !known.has(name) && !(name in out)).map((name) => `${id} ${name}`)
    })
    expect(missing).toEqual([])
  })

  it('are not left out where they are declared, nor of operations that there are not', () => {
    const idle = Object.entries(leftOutParameters).flatMap(([id, names]) =>
      Object.keys(names)
        .filter((name) => declaredOf(contract, id).has(name) || !wanted.has(id))
        .map((name) => `${id} ${name}`)
    )
    expect(idle).toEqual([])
    const ids = contract.operations.map(({ id }) => id)
    expect(Object.keys(leftOutProperties).filter((id) => !ids.includes(id))).toEqual([])
  })
})
