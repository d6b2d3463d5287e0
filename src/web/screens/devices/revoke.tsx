import { formatYear } from '../../../core/format.ts'
import { dayAt, offsetAt } from '../../../core/time.ts'
import { revokeDevice } from '../../../protocol/devices.ts'
import { useSelf } from '../../data/self.ts'
import { useAction } from '../../data/use-action.ts'
import { toast } from '../../shell/toasts.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import { counted } from '../../words/count.ts'
import { deviceActionWords } from '../../words/device-actions.ts'
import { useLocale, useWords } from '../../words/words.ts'
import { type ActionProps, changed } from './answer.ts'
import { Theirs } from './theirs.tsx'

export function RevokeDialog({ answer: { device, tokens }, name, open, onClose }: ActionProps) {
  const words = useWords(deviceActionWords)
  const locale = useLocale()
  const { org, zone } = useSelf()
  const revoke = useAction(revokeDevice, {
    changes: changed,
    onDone: () => {
      toast(words.revoked)
      onClose()
    },
  })
  const since = formatYear(dayAt(device.createdAt, offsetAt(zone, device.createdAt)), locale)
  return (
    <Confirm
      title={words.revokeTitle(name)}
      open={open}
      onClose={onClose}
      action={revoke}
      go={words.revoke}
      onConfirm={() => revoke.run({ org: org.id, device: device.id })}
    >
      <ul className="mb-5 list-disc space-y-2 pl-5">
        <li>
          {words.revokeWhat({
            tokens: counted(locale, tokens.length, words.tokens, words.tokens),
            one: tokens.length === 1,
          })}
        </li>
        <li>{words.revokeStays(since)}</li>
        <li>{words.revokeAgent}</li>
      </ul>
      <Theirs device={device} />
    </Confirm>
  )
}
