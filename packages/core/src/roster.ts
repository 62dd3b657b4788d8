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
  /** Answers how to leave. */
  readonly enter: (member: A) => () => void
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
  let size = 0
  return {
    enter: (member) => {
      const place = free.pop() ?? members.length
      members[place] = member
      size += 1
      let there = true
      return () => {
        if (!there) return
        there = false
        members[place] = undefined
        free.push(place)
        size -= 1
      }
    },
    size: () => size,
    each: (f) => {
      for (const member of members) if (member !== undefined) f(member)
    }
  }
}
