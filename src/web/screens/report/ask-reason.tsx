import type { AppError } from '../../../core/errors.ts'
import { ScreenHead } from '../../shell/head.tsx'
import { TextField } from '../../ui/field.tsx'
import { Form } from '../../ui/form.tsx'
import { toProblemText } from '../../words/problems.ts'
import { reportsWords } from '../../words/reports.ts'
import { useLocale, useWords } from '../../words/words.ts'

interface AskReasonProps {
  readonly problem: AppError
  /** One was given, which is not enough. */
  readonly asked: boolean
  /** What the address has. */
  readonly proposed: string | undefined
  onGiven(reason: string): void
}

/** Before somebody else's report opens: why, which its person reads. */
export function AskReason({ problem, asked, proposed, onGiven }: AskReasonProps) {
  const words = useWords(reportsWords)
  const locale = useLocale()
  return (
    <>
      <ScreenHead title={words.reasonTitle} />
      <p className="max-w-(--measure) py-6">{words.reasonSays}</p>
      <Form
        action={{ busy: false, problem: undefined }}
        go={words.open}
        onSubmit={({ reason: given = '' }) => onGiven(given.trim())}
      >
        <TextField
          name="reason"
          label={words.reason}
          defaultValue={proposed}
          problem={asked ? toProblemText(locale, problem) : undefined}
        />
      </Form>
    </>
  )
}
