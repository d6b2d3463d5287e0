import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { needs } from './support/needs.ts'
import { newFolder } from './support/program.ts'

const unit = readFileSync('deploy/usage-audit.service', 'utf8')

describe.skipIf(!needs('systemd-analyze', 'systemd'))('deploy/usage-audit.service', () => {
  const file = join(newFolder(), 'usage-audit.service')
  // Whether the program exists is looked at too: Node lies elsewhere here.
  writeFileSync(file, unit.replace('/usr/bin/node', process.execPath).replace(/^Documentation=.*\n/m, ''))

  it('is as systemd wants it', () => {
    const { status, stdout, stderr } = spawnSync('systemd-analyze', ['verify', '--recursive-errors=no', file], {
      encoding: 'utf8',
    })
    expect([status, stdout + stderr]).toEqual([0, ''])
  })

  it('leaves the service little to do harm with', () => {
    const { stdout } = spawnSync('systemd-analyze', ['security', '--offline=true', file], { encoding: 'utf8' })
    const exposure = Number(/Overall exposure level for \S+: ([\d.]+)/.exec(stdout)?.[1])
    console.log(`systemd-analyze security: ${exposure} of 10`)
    expect(exposure).toBeLessThan(2)
  })
})

describe('Dockerfile and compose.yaml', () => {
  const dockerfile = readFileSync('Dockerfile', 'utf8')

  it('copy everything that the program reads', () => {
    const copied = [...dockerfile.matchAll(/^COPY --from=build \/build\/(\S+)/gm)].map(([, name]) => name)
    expect(copied).toEqual(['package.json', 'bin', 'dist', 'migrations', 'node_modules'])
  })

  it('come back when the computer starts again', () => {
    expect(readFileSync('compose.yaml', 'utf8')).toMatch(/^ {4}restart: (always|unless-stopped)$/m)
    expect(unit).toMatch(/^WantedBy=multi-user\.target$/m)
  })

  it('run as nobody in particular, on a root that cannot be written', () => {
    expect(dockerfile).toMatch(/^USER node$/m)
    expect(readFileSync('compose.yaml', 'utf8')).toMatch(
      /read_only: true[\s\S]*cap_drop:\s+- ALL[\s\S]*no-new-privileges:true/,
    )
  })
})
