import { planCall } from '../../protocol/client.ts'
import { reportFile } from '../../protocol/reports.ts'
import { useSelf } from '../data/self.ts'
import { FileLink } from '../ui/file-link.tsx'
import { ScreenLink } from '../ui/link.tsx'
import { reportsWords } from '../words/reports.ts'
import { useWords } from '../words/words.ts'

const formats = ['pdf', 'html', 'csv', 'json'] as const

interface FilesProps {
  readonly id: string
  readonly period: string
  /** Why it is opened, where it is about somebody else. */
  readonly reason?: string | undefined
}

/** A frozen report as a file, in each form that people and programs ask for. */
export function Files({ id, period, reason }: FilesProps) {
  const words = useWords(reportsWords)
  const { org, locale } = useSelf()
  return (
    <ul className="-mx-[6px] flex flex-wrap text-note" aria-label={words.files(period)}>
      {formats.map((format) => (
        <li key={format}>
          <FileLink
            href={planCall(reportFile, { org: org.id, id, format, locale, ...(reason && { reason }) }).url}
            aria-label={words.file({ period, format: format.toUpperCase() })}
            className="inline-block px-[6px] py-[3px]"
            whereReason={
              <ScreenLink to="report" params={{ id }}>
                {words.open}
              </ScreenLink>
            }
          >
            {format.toUpperCase()}
          </FileLink>
        </li>
      ))}
    </ul>
  )
}
