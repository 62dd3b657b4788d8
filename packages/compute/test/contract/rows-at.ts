/**
 * The rows of a table as one microversion has them.
 */
import { existsAt, type Fields, type Microversion } from '@openstack-ts/core'
import { rowExistsAt } from '@openstack-ts/testing'

/** The rows that are there at a microversion, as they are wanted there. */
export const rowsAt = (fields: Fields, version: Microversion): Fields =>
  Object.fromEntries(
    Object.entries(fields)
      .filter(([, field]) => field.always !== true && rowExistsAt(field)(version))
      .map(([name, field]) => {
        const needed = field.neededSince !== undefined && existsAt({ since: field.neededSince })(version)
        return [name, needed ? { ...field, presence: 'required' } : field]
      })
  )
