import { isLoopback } from '../../core/hosts.ts'
import { Command } from '../ui/command.tsx'
import { Notice } from '../ui/notice.tsx'
import { Typed } from '../ui/typed.tsx'
import { enrolWords } from '../words/enrol.ts'
import { useWords } from '../words/words.ts'

/** What is typed on a computer that is to be a device of this server; where an agent would not send anything to it, why not. */
export function EnrolCommand() {
  const words = useWords(enrolWords)
  return (
    <>
      <UnsafeAddress />
      <Command text={`usage-audit agent enroll --server ${location.origin}`} label={words.command} />
    </>
  )
}

/** Where an agent of another computer would not send anything to this address: why not. */
export function UnsafeAddress() {
  const words = useWords(enrolWords)
  if (location.protocol !== 'http:' || isLoopback(location.hostname)) return null
  return (
    <Notice tone="look">
      <Typed>{words.unsafe}</Typed>
    </Notice>
  )
}
