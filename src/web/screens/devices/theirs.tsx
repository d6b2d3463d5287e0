import { toLabel } from '../../../core/view/label.ts'
import type { FleetDevice } from '../../../protocol/fleet.ts'
import { useSelf } from '../../data/self.ts'
import { deviceActionWords } from '../../words/device-actions.ts'
import { useWords } from '../../words/words.ts'

/** Of somebody else's computer: that its person will see who did something to it. */
export function Theirs({ device: { userId, person } }: { readonly device: FleetDevice }) {
  const words = useWords(deviceActionWords)
  const { me } = useSelf()
  if (userId === me.id || person === null) return null
  return <p className="mb-5 text-note text-ink-2">{words.theirs(toLabel(person, 60))}</p>
}
