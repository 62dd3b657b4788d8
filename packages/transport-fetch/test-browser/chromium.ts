/**
 * The transport as it runs in a real Chromium, worked from here: requests go in and answers come out as plain data.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { HttpRequest, Transport, TransportError } from '@openstack-ts/core'
import { buildSync } from 'esbuild'
import { chromium as playwright, type Page as BrowserPage } from 'playwright-core'

import { front } from './front.js'
import type { Page, PlainAnswer, PlainRequest } from './page.js'

export const executable = process.env['CHROMIUM'] ?? '/usr/bin/chromium'

export const isInstalled = (): boolean => existsSync(executable)

export interface Chromium {
  readonly transport: (options: { readonly maxBodyBytes?: number }) => Transport
  readonly close: () => Promise<void>
}

export const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage'
]

export const openChromium = async (): Promise<Chromium> => {
  const profile = mkdtempSync(join(tmpdir(), 'transport-fetch-'))
  const ownOrigin = await front(bundle())
  const browser = await playwright.launchPersistentContext(profile, { executablePath: executable, args: flags })
  const page = await browser.newPage()
  await page.goto(ownOrigin.origin)
  return {
    transport: (options) => throughPage(page, options),
    close: async () => {
      await browser.close()
      await ownOrigin.close()
      rmSync(profile, { recursive: true, force: true })
    }
  }
}

/** The page's script, made of the sources. */
const bundle = (): string => {
  const entry = join(__dirname, 'page.ts')
  const { outputFiles } = buildSync({
    entryPoints: [entry],
    bundle: true,
    format: 'iife',
    write: false,
    target: 'es2022'
  })
  return outputFiles[0]?.text ?? ''
}

declare global {
  /** Only in the page. */
  var page: Page
}

let calls = 0

const throughPage =
  (page: BrowserPage, options: { readonly maxBodyBytes?: number }): Transport =>
  (request) =>
  async () => {
    calls += 1
    const id = calls
    const { signal } = request
    const abort = (): void => void page.evaluate((of) => globalThis.page.abort(of), id)
    const sent = { ...options, ...(await plainRequest(request, id)) }
    signal?.addEventListener('abort', abort)
    const answer = await page.evaluate((asked) => globalThis.page.send(asked), sent)
    return isError(answer) ? { _tag: 'Left', left: answer } : { _tag: 'Right', right: response(page, id, answer) }
  }

const isError = (answer: PlainAnswer | TransportError): answer is TransportError => '_tag' in answer

const response = (page: BrowserPage, id: number, { streams, ...answer }: PlainAnswer) =>
  streams ? { ...answer, stream: pieces(page, id) } : answer

async function* pieces(page: BrowserPage, id: number): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    for (;;) {
      const piece = await page.evaluate((of) => globalThis.page.next(of), id)
      if (piece === null) return
      if (typeof piece !== 'string') throw piece
      yield Buffer.from(piece, 'base64')
    }
  } finally {
    await page.evaluate((of) => globalThis.page.leave(of), id)
  }
}

const plainRequest = async ({ body, headers, method, signal, streamed, url }: HttpRequest, id: number) => {
  const plain = { id, method, url, headers, aborted: signal?.aborted === true, streamed: streamed === true }
  if (body === undefined) return plain
  if (typeof body === 'string') return { ...plain, text: body }
  if (ArrayBuffer.isView(body)) return { ...plain, bytes: Buffer.from(body).toString('base64') }
  const collected: Array<string> = []
  for await (const piece of body) collected.push(Buffer.from(piece).toString('base64'))
  return { ...plain, pieces: collected } satisfies PlainRequest
}
