import type { AppError } from '../../../core/errors.ts'
import { useParam } from '../../data/param.ts'
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
}

/** Before somebody else's report opens: why, which its person reads. */
export function AskReason({ problem, asked }: AskReasonProps) {
  const words = useWords(reportsWords)
  const locale = useLocale()
  const [reason, change] = useParam('reason')
  return (
    <>
      <ScreenHead title={words.reasonTitle} />
      <p className="max-w-(--measure) py-6">{words.reasonSays}</p>
      <Form
        action={{ busy: false, problem: undefined }}
        go={words.open}
        onSubmit={({ reason: given }) => change(given?.trim() || undefined)}
      >
        <TextField
          name="reason"
          label={words.reason}
          defaultValue={reason}
          problem={asked ? toProblemText(locale, problem) : undefined}
        />
      </Form>
    </>
  )
}
