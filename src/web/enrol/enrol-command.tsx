import { isLoopback } from '../../core/hosts.ts'
import { Command } from '../ui/command.tsx'
import { Notice } from '../ui/notice.tsx'
import { Typed } from '../ui/typed.tsx'
import { enrolWords } from '../words/enrol.ts'
import { useWords } from '../words/words.ts'

/** What is typed on a computer that is to be a device of this server; where an agent would not send anything to it, why not. */
export function EnrolCommand() {
  const words = useWords(enrolWords)
  const { origin, protocol, hostname } = location
  return (
    <>
      {protocol === 'http:' && !isLoopback(hostname) && (
        <Notice tone="look">
          <Typed>{words.unsafe}</Typed>
        </Notice>
      )}
      <Command text={`usage-audit agent enroll --server ${origin}`} label={words.command} />
    </>
  )
}
