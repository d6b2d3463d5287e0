import { isAtLeast } from '../../../core/access.ts'
import { useChangeAddress } from '../../data/change-address.ts'
import { useParam } from '../../data/param.ts'
import { useSelf } from '../../data/self.ts'
import { HereLink } from '../../ui/here-link.tsx'
import { deviceActionWords } from '../../words/device-actions.ts'
import { useWords } from '../../words/words.ts'
import type { ActionProps } from './answer.ts'
import { HandDialog } from './hand.tsx'
import { MergeDialog } from './merge.tsx'
import { RenameDialog } from './rename.tsx'
import { RevokeDialog } from './revoke.tsx'

/** What may be done to a computer, each behind a link of its own (`?do=rename`). */
export function Actions({ answer, name }: Pick<ActionProps, 'answer' | 'name'>) {
  const words = useWords(deviceActionWords)
  const { org, personal } = useSelf()
  const [doing] = useParam('do')
  const change = useChangeAddress()
  const isAdmin = isAtLeast(org.role, 'admin')
  const canUpload = answer.device.state !== 'revoked'
  const all = [
    { what: 'rename', text: words.rename, Dialog: RenameDialog, may: true },
    { what: 'merge', text: words.merge, Dialog: MergeDialog, may: isAdmin },
    { what: 'hand', text: words.hand, Dialog: HandDialog, may: isAdmin && !personal && !org.demo },
    { what: 'revoke', text: words.revoke, Dialog: RevokeDialog, may: canUpload },
  ].filter(({ may }) => may)
  const onClose = () => change({ do: undefined }, true)
  return (
    <>
      {all.map(({ what, text }) => (
        <HereLink
          key={what}
          change={{ do: what }}
          className={what === 'revoke' ? 'plain-link text-attn' : 'plain-link'}
        >
          {text}
        </HereLink>
      ))}
      {all.map(({ what, Dialog }) => (
        <Dialog key={what} answer={answer} name={name} open={doing === what} onClose={onClose} />
      ))}
    </>
  )
}
