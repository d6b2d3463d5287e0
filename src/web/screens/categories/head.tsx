import type { ReactNode } from 'react'
import { ScreenHead } from '../../shell/head.tsx'
import { BareSelect } from '../../ui/select.tsx'
import { categoryWords } from '../../words/categories.ts'
import { useWords } from '../../words/words.ts'
import { spans, useSpan } from './span.ts'
import { Undo } from './undo.tsx'

interface HeadProps {
  readonly title: string
  readonly revision: number
  readonly beside?: ReactNode
}

/** The top of the screen: of which days the figures are, and the way back from the last change. */
export function Head({ title, revision, beside }: HeadProps) {
  const words = useWords(categoryWords)
  const [span, setSpan] = useSpan()
  return (
    <ScreenHead
      title={title}
      beside={
        <>
          <Undo revision={revision} />
          {beside}
          <BareSelect
            label={words.span}
            value={span}
            options={spans.map((one) => ({ value: one, text: words.days[one] }))}
            onChange={setSpan}
          />
        </>
      }
    />
  )
}
