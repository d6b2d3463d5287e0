import { join } from 'node:path'
import type { Argv, ServiceAccount, ServiceCommand, ServiceKind } from './service.ts'
import { fromXml, toXml } from './xml.ts'

const label = 'dev.usage-audit.agent'

const fileOf = ({ home }: ServiceAccount) => join(home, 'Library/LaunchAgents', `${label}.plist`)

/** A LaunchAgent (macOS). Written from Apple's documentation, not yet run on a real machine. */
export const launchd: ServiceKind = {
  name: 'launchd',
  title: 'launchd',
  fileOf,
  render,
  encode: (text) => Buffer.from(text, 'utf8'),
  decode: (bytes) => bytes.toString('utf8'),
  readArgv,
  probe: ({ uid }) => ['launchctl', 'print', `gui/${uid}`],
  install: (account) => [
    { argv: ['launchctl', 'bootout', `gui/${account.uid}/${label}`], mayFail: true },
    { argv: ['launchctl', 'enable', `gui/${account.uid}/${label}`] },
    { argv: ['launchctl', 'bootstrap', `gui/${account.uid}`, fileOf(account)] },
  ],
  uninstall: ({ uid }) => [{ argv: ['launchctl', 'bootout', `gui/${uid}/${label}`], mayFail: true }],
  forget: () => [],
  look: `launchctl print gui/$UID/${label}`,
}

/** Umask 63 is 0077: launchd takes it in decimal. */
function render({ argv, environment, logFile }: ServiceCommand): string {
  const words = argv.map((word) => `    ${string(word)}\n`).join('')
  const variables = Object.entries(environment).map(([name, value]) => `    ${key(name)}\n    ${string(value)}\n`)
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  ${key('Label')}
  ${string(label)}
  ${key('ProgramArguments')}
  <array>
${words}  </array>
  ${key('EnvironmentVariables')}
  <dict>
${variables.join('')}  </dict>
  ${key('RunAtLoad')}
  <true/>
  ${key('KeepAlive')}
  <dict>
    ${key('SuccessfulExit')}
    <false/>
  </dict>
  ${key('ThrottleInterval')}
  <integer>10</integer>
  ${key('ExitTimeOut')}
  <integer>20</integer>
  ${key('ProcessType')}
  ${string('Background')}
  ${key('Umask')}
  <integer>63</integer>
  ${key('StandardOutPath')}
  ${string(logFile)}
  ${key('StandardErrorPath')}
  ${string(logFile)}
</dict>
</plist>
`
}

const key = (name: string) => `<key>${toXml(name)}</key>`
const string = (text: string) => `<string>${toXml(text)}</string>`

function readArgv(text: string): Argv | undefined {
  const [, list] = /<key>ProgramArguments<\/key>\s*<array>(.*?)<\/array>/s.exec(text) ?? []
  if (list === undefined) return undefined
  return [...list.matchAll(/<string>(.*?)<\/string>/gs)].map(([, word]) => fromXml(word!))
}
