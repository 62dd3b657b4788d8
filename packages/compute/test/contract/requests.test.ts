import type { Microversion } from '@openstack-ts/core'
import { leftOut } from '../../contract/left-out.js'
import type { Operation } from '../../contract/operation.js'
import { compute } from '../../src/index.js'
import { type ContractSample, overContract } from './contract.js'
import { type AskedRequest, recordingCloud } from './recording-service.js'
import { type Nova, requests } from './requests/requests.js'
import { say } from './say.js'

/** What leaves when somebody calls; nothing where the call is refused before. */
const sentBy = async (
  calls: (nova: Nova) => Promise<unknown>,
  microversion: Microversion
): Promise<AskedRequest | undefined> => {
  const { asked, cloud } = recordingCloud({ status: 500, text: '' }, microversion)
  const refusal = calls(compute(cloud))
  await expect(refusal).rejects.toMatchObject({ name: 'OpenStackFailure' })
  return asked()
}

/** The addresses that Nova's router takes for an operation. */
const addressOf = ({ path }: Operation): RegExp => new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/?]+')}$`)

const operationsOf = (
  { operations }: ContractSample,
  known: ReadonlyMap<string, Operation>
): ReadonlyArray<Operation> =>
  operations.flatMap((id) => {
    const operation = known.get(id)
    return operation === undefined || leftOut(operation) !== undefined ? [] : [operation]
  })

overContract('requests', ({ operations, samples }) => {
  const known = new Map(operations.map((operation) => [operation.id, operation]))
  const asked = samples.flatMap((sample) =>
    sample.kind === 'request' ? operationsOf(sample, known).map((operation) => ({ sample, operation })) : []
  )
  const nameOf = ({ name, operations: of }: ContractSample, { id }: Operation) =>
    of.length > 1 ? `${name}#${id}` : name

  it.each(asked.map(({ operation, sample }) => [nameOf(sample, operation), sample, operation] as const))(
    '%s',
    async (name, { json, microversions, valid }, operation) => {
      const calls = requests[name]
      if (calls === undefined) throw new Error('nobody wrote how to send it')
      for (const microversion of microversions) {
        const sent = await sentBy(calls, microversion)
        if (!valid) {
          // Nova would refuse it as well, but for the asking.
          expect(sent).toBeUndefined()
          continue
        }
        expect(sent?.method).toBe(operation.method)
        expect(sent?.path).toMatch(addressOf(operation))
        expect(JSON.parse(sent?.body ?? 'null')).toEqual(json)
      }
    }
  )

  it('has no request that is no sample', () => {
    const names = new Set(asked.map(({ operation, sample }) => nameOf(sample, operation)))
    expect(Object.keys(requests).filter((name) => !names.has(name))).toEqual([])
    say(`${names.size} request samples are sent by typed calls`)
  })
})
