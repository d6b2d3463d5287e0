import { join } from 'node:path'
import { AppError } from '../../core/errors.ts'
import type { Argv, ServiceAccount, ServiceCommand, ServiceKind } from './service.ts'

const unit = 'usage-audit-agent.service'
const systemctl = (...args: string[]) => ['systemctl', '--user', ...args]

const fileOf = ({ configHome }: ServiceAccount) => join(configHome, 'systemd/user', unit)

/** A systemd user unit (Linux). */
export const systemd: ServiceKind = {
  name: 'systemd',
  title: 'systemd --user',
  fileOf,
  render,
  encode: (text) => Buffer.from(text, 'utf8'),
  decode: (bytes) => bytes.toString('utf8'),
  readArgv,
  probe: () => systemctl('show-environment'),
  install: () => [
    { argv: systemctl('daemon-reload') },
    { argv: systemctl('enable', unit) },
    // Not `start`: one that runs already shall take the new file.
    { argv: systemctl('restart', unit) },
  ],
  uninstall: () => [{ argv: systemctl('disable', '--now', unit), mayFail: true }],
  forget: () => [{ argv: systemctl('daemon-reload'), mayFail: true }],
  look: `systemctl --user status ${unit}`,
}

/*
 * What is not there, and why: MemoryDenyWriteExecute stops V8; ProtectProc, PrivateUsers and all that gives the service a
 * mount namespace of its own hide the processes, or the desktop's sockets in /tmp, that the agent is there to read.
 * What only a person can mend (wrong use, permission, settings) is not tried again.
 */
function render({ argv, environment }: ServiceCommand): string {
  const [node] = argv
  if (/["'\\\p{Cc}]/u.test(node))
    throw new AppError(
      'unavailable',
      `systemd starts no program whose path has a quote, a backslash or a control character in it: ${JSON.stringify(node)}. Use a Node that lies elsewhere.`,
    )
  // Variables are put in where a `$` stands, unless a colon says that none are meant.
  const literal = argv.some((word) => word.includes('$')) ? ':' : ''
  const variables = Object.entries(environment).map(([name, value]) => `Environment=${quote(`${name}=${value}`)}\n`)
  return `[Unit]
Description=usage-audit agent: records which programs run
StartLimitIntervalSec=0

[Service]
Type=exec
ExecStart=${literal}${argv.map(quote).join(' ')}
${variables.join('')}Restart=on-failure
RestartSec=10
RestartPreventExitStatus=64 77 78
TimeoutStopSec=20
Nice=10
MemoryMax=512M
UMask=0077
NoNewPrivileges=yes
LockPersonality=yes
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
SystemCallArchitectures=native

[Install]
WantedBy=default.target
`
}

/** Always in quotes: then only `"`, `\`, `%` and control characters mean anything. */
const quote = (word: string) =>
  `"${word
    .replace(/["\\]/g, '\\$&')
    .replaceAll('%', '%%')
    .replace(/\p{Cc}/gu, (control) => Buffer.from(control).reduce((text, byte) => `${text}\\x${hex(byte)}`, ''))}"`

const hex = (byte: number) => byte.toString(16).padStart(2, '0')

const unquote = (quoted: string) =>
  Buffer.from(
    quoted
      .replaceAll('%%', '%')
      .replace(/(?:\\x[0-9a-f]{2})+|\\(.)/gsu, (bytes, plain?: string) =>
        plain === undefined ? Buffer.from(bytes.replaceAll('\\x', ''), 'hex').toString('utf8') : plain,
      ),
  ).toString('utf8')

function readArgv(text: string): Argv | undefined {
  const [, line] = /^ExecStart=:?([^\n]*)/m.exec(text) ?? []
  const words = [...(line ?? '').matchAll(/"((?:[^"\\]|\\.)*)"|(\S+)/gu)]
  return words.length === 0 ? undefined : words.map(([, quoted, bare]) => unquote(quoted ?? bare ?? ''))
}
