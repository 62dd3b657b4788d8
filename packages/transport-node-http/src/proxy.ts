/**
 * Which proxy, if any, a URL is asked through. The rules are those of curl and requests, which OpenStack's own clients follow.
 *
 * @see https://curl.se/docs/manpage.html#ENVIRONMENT
 * @since 0.1.0
 */
import { BlockList, isIP } from 'node:net'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

export interface ProxyOptions {
  /** The proxy for `http:` URLs, e.g. `http://user:password@proxy.example:3128`. */
  readonly http?: string
  /** The proxy for `https:` URLs, through a tunnel (CONNECT): it sees the host, and nothing of what is said. */
  readonly https?: string
  /**
   * What is asked directly: `example.org` and `.example.org` (a domain and all below it), an address, a network as
   * `10.0.0.0/8`, each with `:port` or without; `*` is everything.
   */
  readonly no?: ReadonlyArray<string>
}

/** A proxy's address, ready to connect to. */
export interface Proxy {
  readonly secure: boolean
  readonly host: string
  readonly port: number
  /** The value of `Proxy-Authorization`. */
  readonly authorization?: string
}

/** Finds the proxy for a URL; `undefined` is a direct connection, a string says why the proxy cannot be used. */
export interface ProxyChoice {
  (url: URL): Proxy | string | undefined
}

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

/**
 * Reads `http_proxy`, `https_proxy`, `all_proxy` and `no_proxy`, in lower case or upper, lower case first. `HTTP_PROXY` in
 * capitals is not read where `REQUEST_METHOD` is set: there it may come from a request's `Proxy` header.
 *
 * @example
 * nodeHttpTransport({ proxy: proxyFromEnvironment(process.env) })
 */
export const proxyFromEnvironment = (environment: Readonly<Record<string, string | undefined>>): ProxyOptions => {
  const read = (name: string): string | undefined => environment[name] || environment[name.toUpperCase()] || undefined
  const all = read('all_proxy')
  const http = (environment['REQUEST_METHOD'] === undefined ? read('http_proxy') : environment['http_proxy']) || all
  const https = read('https_proxy') ?? all
  const no = read('no_proxy')
  return {
    ...(http === undefined ? {} : { http }),
    ...(https === undefined ? {} : { https }),
    ...(no === undefined ? {} : { no: no.split(/[\s,]+/).filter((entry) => entry !== '') })
  }
}

export const proxyChoice = ({ http, https, no = [] }: ProxyOptions): ProxyChoice => {
  const plain = http === undefined ? undefined : proxyAt(http)
  const tunnel = https === undefined ? undefined : proxyAt(https)
  const isDirect = exceptions(no)
  return (url) => {
    const proxy = url.protocol === 'https:' ? tunnel : plain
    return proxy === undefined || isDirect(url) ? undefined : proxy
  }
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const proxyAt = (text: string): Proxy | string => {
  const address = text.includes('://') ? text : `http://${text}`
  if (!URL.canParse(address)) return 'its address is not a URL, such as http://proxy.example:3128'
  const url = new URL(address)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return `a proxy is asked by http: or https:, not by ${url.protocol}`
  }
  const secure = url.protocol === 'https:'
  const proxy = { secure, host: hostOf(url), port: Number(url.port || (secure ? 443 : 80)) }
  if (url.username === '') return proxy
  const credentials = `${unescaped(url.username)}:${unescaped(url.password)}`
  return { ...proxy, authorization: `Basic ${Buffer.from(credentials).toString('base64')}` }
}

/** A lone `%` stands for itself. */
const unescaped = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

const exceptions = (entries: ReadonlyArray<string>): ((url: URL) => boolean) => {
  const tests = entries.map(exception)
  return (url) => {
    const host = hostOf(url)
    const port = url.port || (url.protocol === 'https:' ? '443' : '80')
    return tests.some((test) => test(host, port))
  }
}

const exception = (entry: string): ((host: string, port: string) => boolean) => {
  if (entry === '*') return () => true
  const [, name = entry, wanted] = /^(.*?\]|[^:]*):(\d+)$/.exec(entry) ?? []
  const matches = hostTest(name.replace(/^\[|\]$/g, '').toLowerCase())
  return (host, port) => (wanted === undefined || wanted === port) && matches(host)
}

const hostTest = (name: string): ((host: string) => boolean) => {
  const [address = '', bits] = name.split('/', 2)
  const family = isIP(address)
  if (family === 0) {
    const domain = name.replace(/^\*?\./, '')
    return (host) => host === domain || host.endsWith(`.${domain}`)
  }
  const networks = new BlockList()
  const version = family === 6 ? 'ipv6' : 'ipv4'
  const length = bits === undefined ? (family === 6 ? 128 : 32) : Number(bits)
  if (!Number.isInteger(length) || length < 0 || length > (family === 6 ? 128 : 32)) return () => false
  networks.addSubnet(address, length, version)
  return (host) => isIP(host) !== 0 && networks.check(host, isIP(host) === 6 ? 'ipv6' : 'ipv4')
}

/** Without the brackets of an IPv6 address, as sockets want it. */
export const hostOf = ({ hostname }: URL): string => (hostname.startsWith('[') ? hostname.slice(1, -1) : hostname)
