import { win32 } from 'node:path'
import { AppError } from '../../core/errors.ts'
import type { Argv, ServiceAccount, ServiceCommand, ServiceKind } from './service.ts'
import { toCommandLine, toWords } from './windows-words.ts'
import { fromXml, toXml } from './xml.ts'

const task = 'usage-audit agent'
const schtasks = (verb: string, ...args: string[]) => ['schtasks', verb, '/TN', task, ...args]
const byteOrderMark = '\ufeff'

/** A copy of what Task Scheduler was given: it imports the file and keeps its own. */
const fileOf = ({ agentFolder }: ServiceAccount) => win32.join(agentFolder, 'usage-audit-agent.xml')

/** A task at log-on (Windows). Written from Microsoft's documentation, not yet run on a real machine. */
export const taskScheduler: ServiceKind = {
  name: 'task-scheduler',
  title: 'Task Scheduler',
  fileOf,
  render,
  encode: (text) => Buffer.from(`${byteOrderMark}${text.replaceAll('\n', '\r\n')}`, 'utf16le'),
  decode: (bytes) => bytes.toString('utf16le').replace(byteOrderMark, '').replaceAll('\r\n', '\n'),
  readArgv,
  probe: () => ['schtasks', '/Query', '/FO', 'LIST'],
  install: (account) => [
    { argv: schtasks('/End'), mayFail: true },
    { argv: schtasks('/Create', '/XML', fileOf(account), '/F') },
    { argv: schtasks('/Run') },
  ],
  uninstall: () => [
    { argv: schtasks('/End'), mayFail: true },
    { argv: schtasks('/Delete', '/F'), mayFail: true },
  ],
  forget: () => [],
  look: `schtasks /Query /TN "${task}" /V /FO LIST`,
}

/** Node alone would open a console window at each log-on, and whoever closed it would end the recording. */
const withoutWindow = ['%SystemRoot%\\System32\\conhost.exe', '--headless'] as const

/*
 * RestartOnFailure is about a task that cannot be started; one that ended is started again by the repetition, as
 * IgnoreNew makes it do nothing while the agent runs. Priority 7 is "below normal". The environment cannot be given in a task.
 */
function render({ argv }: ServiceCommand, { user }: ServiceAccount): string {
  const [program, ...first] = withoutWindow
  const replaced = argv.find((word) => /%[^%]+%|\$\(/.test(word))
  if (replaced !== undefined)
    throw new AppError(
      'unavailable',
      `Task Scheduler puts something else where a path has %…% or $( in it: ${replaced}. Use a folder with another name.`,
    )
  return `<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.3" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>usage-audit agent: records which programs run</Description>
  </RegistrationInfo>
  <Triggers>
    <LogonTrigger>
      <Repetition>
        <Interval>PT5M</Interval>
        <StopAtDurationEnd>false</StopAtDurationEnd>
      </Repetition>
      <Enabled>true</Enabled>
      <UserId>${toXml(user)}</UserId>
    </LogonTrigger>
  </Triggers>
  <Principals>
    <Principal id="Author">
      <UserId>${toXml(user)}</UserId>
      <LogonType>InteractiveToken</LogonType>
      <RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>
    <Priority>7</Priority>
    <RestartOnFailure>
      <Interval>PT1M</Interval>
      <Count>10</Count>
    </RestartOnFailure>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>${toXml(program)}</Command>
      <Arguments>${toXml(toCommandLine([...first, ...argv]))}</Arguments>
    </Exec>
  </Actions>
</Task>
`
}

function readArgv(text: string): Argv | undefined {
  const [, line] = /<Arguments>(.*?)<\/Arguments>/s.exec(text) ?? []
  if (line === undefined) return undefined
  const words = toWords(fromXml(line))
  return words[0] === withoutWindow[1] ? words.slice(1) : words
}
