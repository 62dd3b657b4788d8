/**
 * The public surface of the package in the current folder, one api/<package>.api.md per entry point.
 *
 * Fails when the report is stale; `--update` renews it. Its diff is what a reviewer reads to know what is being promised.
 */
import { Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor'
import { mkdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../../..')
const folder = process.cwd()
const update = process.argv.includes('--update')
const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
const short = manifest.name.split('/')[1]
const entries = Object.entries(manifest.exports).filter(([, entry]) => typeof entry === 'object')

const extract = ([path, entry]) => {
  const name = path === '.' ? short : `${short}-${path.slice(2)}`
  const config = ExtractorConfig.prepare({
    configObject: {
      projectFolder: folder,
      mainEntryPointFilePath: join(folder, entry.import.types),
      newlineKind: 'lf',
      compiler: {
        overrideTsconfig: {
          extends: join(root, 'tsconfig.base.json'),
          compilerOptions: { types: ['node'] },
          files: [join(folder, entry.import.types)]
        }
      },
      apiReport: {
        enabled: true,
        reportFileName: name,
        reportFolder: join(root, 'api'),
        reportTempFolder: join(folder, '.gate/api')
      },
      docModel: { enabled: false, apiJsonFilePath: '' },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: {
        compilerMessageReporting: { default: { logLevel: ExtractorLogLevel.Error } },
        extractorMessageReporting: {
          default: { logLevel: ExtractorLogLevel.None }
        },
        tsdocMessageReporting: { default: { logLevel: ExtractorLogLevel.None } }
      }
    },
    configObjectFullPath: undefined,
    packageJsonFullPath: join(folder, 'package.json')
  })
  const { succeeded, apiReportChanged } = Extractor.invoke(config, {
    localBuild: update,
    messageCallback: (message) => {
      message.handled = message.logLevel !== ExtractorLogLevel.Error
    }
  })
  if (apiReportChanged && !update)
    process.stderr.write(`api/${name}.api.md is stale: run \`pnpm api:update\`, read the diff, commit it.\n`)
  return apiReportChanged ? update : succeeded
}

mkdirSync(join(root, 'api'), { recursive: true })
process.exitCode = entries.map(extract).every(Boolean) ? 0 : 1
