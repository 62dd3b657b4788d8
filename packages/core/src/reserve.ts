/**
 * Retries in reserve, which all calls share: when everything fails, they run out. Internal.
 *
 * @since 0.1.0
 */

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

export interface Reserve {
  /** Takes one retry out, if there is one. */
  readonly spend: () => boolean
  /** A success gives a fifth of a retry back, and one that took a retry gives that back as well. */
  readonly earn: (retried: boolean) => void
}

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

export const reserveOf = (budget: number): Reserve => {
  let left = budget
  return {
    spend: () => {
      if (left < 1) return false
      left -= 1
      return true
    },
    earn: (retried) => {
      if (left < budget) left = Math.min(budget, left + (retried ? 1.2 : 0.2))
    }
  }
}
