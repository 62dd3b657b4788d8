/**
 * Who is in, for places that are left as often as they are entered. Internal.
 *
 * A `Set` makes itself anew ever so often, and its old tables point to the new ones: under load that keeps the garbage of
 * all calls alive until a full collection.
 *
 * @since 0.1.0
 */

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

export interface Roster<A> {
  /** Answers the member's place. */
  readonly enter: (member: A) => number
  /** Whether the member was still at its place. */
  readonly leave: (place: number, member: A) => boolean
  readonly size: () => number
  /** Of those that come or go meanwhile some may be left out. */
  readonly each: (f: (member: A) => void) => void
}

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

export const roster = <A extends object>(): Roster<A> => {
  const members: Array<A | undefined> = []
  const free: Array<number> = []
  return {
    enter: (member) => {
      const place = free.pop() ?? members.length
      members[place] = member
      return place
    },
    leave: (place, member) => {
      if (members[place] !== member) return false
      members[place] = undefined
      free.push(place)
      return true
    },
    size: () => members.length - free.length,
    each: (f) => {
      for (const member of members) if (member !== undefined) f(member)
    }
  }
}
