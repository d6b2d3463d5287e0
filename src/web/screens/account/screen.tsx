import { ScreenHead } from '../../shell/head.tsx'
import { accountWords } from '../../words/account.ts'
import { useWords } from '../../words/words.ts'
import { SignInsTab } from './sign-ins.tsx'

/** The ways in, where one is signed in, programs that call, and the end of it. */
export function Screen() {
  const words = useWords(accountWords)
  return (
    <>
      <ScreenHead title={words.title} />
      <SignInsTab />
    </>
  )
}
