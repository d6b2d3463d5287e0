import { useEffect, useState } from 'react'
import { followValue, startTyping } from './typing.ts'

/**
 * The text of a field whose value stands in the address, where it arrives a moment after the last letter: not every letter is asked
 * for, and a field follows where something else changes the value.
 * @param pauseMs how long somebody may pause between two letters
 */
export function useTyping(
  value: string,
  onChange: (value: string | undefined) => void,
  pauseMs: number,
): readonly [string, (text: string) => void] {
  const [kept, setTyping] = useState(() => startTyping(value))
  const typing = followValue(kept, value)
  if (typing !== kept) setTyping(typing)
  const { text } = typing
  useEffect(() => {
    const wanted = text.trim()
    if (wanted === value) return
    const timer = setTimeout(() => {
      setTyping((old) => ({ ...old, sent: [...old.sent, wanted] }))
      onChange(wanted || undefined)
    }, pauseMs)
    return () => clearTimeout(timer)
  }, [text, value, onChange, pauseMs])
  return [text, (next) => setTyping((old) => ({ ...old, text: next }))]
}
