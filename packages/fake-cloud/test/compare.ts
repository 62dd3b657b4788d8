import { join } from 'node:path'

import type { Notes } from './scenarios.js'

/** What a real cloud was seen to do: Nova 26 and Keystone 22. */
export const observed = join(__dirname, 'observed.json')

/** Where the fake differs on purpose, and why. */
export const deliberate: Readonly<Record<string, string>> = {}

/** `scenario / note / path: fake … real …`, one line for each that is not deliberate. */
export const compare = (
  title: string,
  { fake, real }: { readonly fake: Notes; readonly real: Notes }
): ReadonlyArray<string> =>
  [...new Set([...Object.keys(fake), ...Object.keys(real)])]
    .filter((name) => !Object.hasOwn(deliberate, `${title} / ${name}`))
    .flatMap((name) => differences(`${title} / ${name}`, fake[name], real[name]))

const differences = (path: string, fake: unknown, real: unknown): ReadonlyArray<string> => {
  if (isTree(fake) && isTree(real)) {
    const keys = new Set([...Object.keys(fake), ...Object.keys(real)])
    return [...keys].flatMap((key) => differences(`${path} / ${key}`, fake[key], real[key]))
  }
  const [shown, wanted] = [JSON.stringify(fake), JSON.stringify(real)]
  return shown === wanted ? [] : [`${path}: fake ${shown}, real ${wanted}`]
}

const isTree = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null
