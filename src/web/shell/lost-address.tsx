import { useLocation } from '@tanstack/react-router'
import { screens } from '../../protocol/screens.ts'
import { useMe } from '../data/self.ts'
import { ScreenLink } from '../ui/link.tsx'
import { Notice } from '../ui/notice.tsx'
import { shellWords } from '../words/shell.ts'
import { useWords } from '../words/words.ts'

/** Whoever can sign in by no address any more is to know before they sign out; their account says the rest. */
export function LostAddress() {
  const words = useWords(shellWords)
  const { lostEmail } = useMe()
  const { pathname } = useLocation()
  if (!lostEmail || pathname === screens.account.path) return null
  return (
    <Notice tone="look">
      {words.lostEmail} <ScreenLink to="account">{words.toAccount}</ScreenLink>
    </Notice>
  )
}
