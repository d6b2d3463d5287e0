import { ScreenHead } from '../../shell/head.tsx'
import { devicesWords } from '../../words/devices.ts'
import { useWords } from '../../words/words.ts'
import { useComputers } from './computers.ts'
import { ComputerList } from './list.tsx'

/** The computers of the organisation, for who looks after them; everybody's own for themselves. */
export function Screen() {
  const words = useWords(devicesWords)
  const all = useComputers()
  return (
    <>
      <ScreenHead title={words.title} />
      <ComputerList all={all} />
    </>
  )
}
