/** Keys and certificates for the tests, made anew each time. */
import { type CertificateExtension, generate, type SelfsignedOptions } from 'selfsigned'

export interface Pem {
  readonly cert: string
  readonly key: string
}

const daysFromNow = (days: number): Date => {
  const date = new Date()
  date.setDate(date.getDate() + days)
  return date
}

const make = async (commonName: string, extensions: Array<CertificateExtension>, rest: SelfsignedOptions = {}) => {
  const options = { keyType: 'ec', algorithm: 'sha256', extensions, ...rest } as const
  const { cert, private: key } = await generate([{ name: 'commonName', value: commonName }], options)
  return { cert, key }
}

export const authority = (name: string): Promise<Pem> =>
  make(name, [
    { name: 'basicConstraints', cA: true, critical: true },
    { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true }
  ])

/** A certificate for `host` signed by `ca`, or by itself; `from` and `until` are days from now. */
export const certificate = (
  host: string,
  ca?: Pem,
  { from = -1, until = 1 }: { readonly from?: number; readonly until?: number } = {}
): Promise<Pem> =>
  make(
    host,
    [
      { name: 'basicConstraints', cA: false },
      {
        name: 'subjectAltName',
        altNames: [/^[\d.]+$/.test(host) ? { type: 7, ip: host } : { type: 2, value: host }]
      }
    ],
    {
      notBeforeDate: daysFromNow(from),
      notAfterDate: daysFromNow(until),
      ...(ca === undefined ? {} : { ca })
    }
  )
