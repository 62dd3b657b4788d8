import { serviceAliases, serviceNames, serviceTypes } from '../src/index.js'

describe('serviceNames', () => {
  it('puts the official name first, then its aliases', () => {
    expect(serviceNames('block-storage')).toEqual(['block-storage', 'volumev3', 'volumev2', 'volume', 'block-store'])
    expect(serviceNames('compute')).toEqual(['compute'])
  })

  it('lets an alias stand for the official name, never for another alias', () => {
    expect(serviceNames('volumev2')).toEqual(['volumev2', 'block-storage'])
    expect(serviceNames('bare-metal')).toEqual(['bare-metal', 'baremetal'])
  })

  it('knows what Debian’s os-service-types knows', () => {
    expect(serviceNames('container-infra')).toEqual(['container-infra', 'container-infrastructure-management'])
    expect(serviceNames('meter')).toEqual(['meter', 'metering', 'telemetry'])
    expect(serviceTypes).toHaveLength(45)
  })

  it.each(['toString', '__proto__', ''])('takes %j, which nobody lists, at its word', (name) => {
    expect(serviceNames(name)).toEqual([name])
  })
})

describe('serviceTypes', () => {
  it('are the keys of the aliases, and no alias is official or stands twice', () => {
    expect(serviceTypes).toEqual(Object.keys(serviceAliases))
    const aliases = Object.values(serviceAliases).flat()
    expect(new Set([...aliases, ...serviceTypes]).size).toBe(aliases.length + serviceTypes.length)
  })
})
