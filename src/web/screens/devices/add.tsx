import { useQueryClient } from '@tanstack/react-query'
import { isAtLeast } from '../../../core/access.ts'
import { devices } from '../../../protocol/devices.ts'
import { fleet } from '../../../protocol/fleet.ts'
import { useChangeAddress } from '../../data/change-address.ts'
import { useParam } from '../../data/param.ts'
import { useSelf } from '../../data/self.ts'
import { EnrolCommand } from '../../enrol/enrol-command.tsx'
import { LetIn } from '../../enrol/let-in.tsx'
import { toast } from '../../shell/toasts.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Segments } from '../../ui/tabs.tsx'
import { Typed } from '../../ui/typed.tsx'
import { enrolmentWords } from '../../words/enrolment.ts'
import { useWords } from '../../words/words.ts'
import { AddByToken } from './add-by-token.tsx'

/** Adds computers: with a token for many, or with the code that one shows. In the address: `?add=token`, `?add=code`. */
export function AddDialog() {
  const words = useWords(enrolmentWords)
  const [way] = useParam('add')
  const change = useChangeAddress()
  return (
    <Dialog title={words.title} open={way !== undefined} onClose={() => change({ add: undefined }, true)} wide>
      <Ways />
    </Dialog>
  )
}

function Ways() {
  const words = useWords(enrolmentWords)
  const { org } = useSelf()
  const [way, setWay] = useParam('add')
  const mayMany = isAtLeast(org.role, 'admin')
  if (org.demo)
    return (
      <p>
        <Typed>{words.demo}</Typed>
      </p>
    )
  const byToken = mayMany && way !== 'code'
  return (
    <>
      {mayMany && (
        <div className="mb-5 flex">
          <Segments
            label={words.way}
            value={byToken ? 'token' : 'code'}
            options={(['token', 'code'] as const).map((value) => ({ value, text: words.ways[value] }))}
            onChange={setWay}
          />
        </div>
      )}
      {byToken ? <AddByToken /> : <AddByCode />}
    </>
  )
}

function AddByCode() {
  const words = useWords(enrolmentWords)
  const change = useChangeAddress()
  const queries = useQueryClient()
  const onLetIn = (name: string) => {
    for (const { path } of [devices, fleet]) void queries.invalidateQueries({ queryKey: [path] })
    toast(words.isIn(name))
    change({ add: undefined }, true)
  }
  return (
    <>
      <p className="max-w-(--measure)">{words.codeHint}</p>
      <EnrolCommand />
      <p className="mb-5 text-note text-ink-2">
        <Typed>{words.first}</Typed> <Typed>{words.pin}</Typed>
      </p>
      <LetIn onLetIn={onLetIn} />
    </>
  )
}
