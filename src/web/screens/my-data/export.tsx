import type { Locale } from '../../../core/texts/language.ts'
import { useSelf } from '../../data/self.ts'
import { useProblemToast } from '../../data/use-problem-toast.ts'
import { Button } from '../../ui/button.tsx'
import { Section } from '../../ui/section.tsx'
import { eraseWords } from '../../words/my-data-erase.ts'
import { useLocale, useWords } from '../../words/words.ts'
import { useExport } from './use-export.ts'

const oneDigit = { minimumFractionDigits: 1, maximumFractionDigits: 1 }
const formats: Readonly<Record<Locale, Intl.NumberFormat>> = {
  en: new Intl.NumberFormat('en', oneDigit),
  'pt-BR': new Intl.NumberFormat('pt-BR', oneDigit),
}

/** `0.3`, `12.4` */
const formatMegabytes = (bytes: number, locale: Locale): string => formats[locale].format(Math.max(0.1, bytes / 1e6))

/** All that is stored of the person, as a file. */
export function Export() {
  const words = useWords(eraseWords)
  const locale = useLocale()
  const { org } = useSelf()
  const { state, start, stop } = useExport(org.id, useProblemToast())
  const isBusy = state.at === 'fetching'
  const size = (bytes: number) => words.megabytes(formatMegabytes(bytes, locale))
  return (
    <Section title={words.exportTitle} caption={words.exportCaption}>
      <div className="no-print flex flex-wrap items-center gap-3">
        <Button kind="main" disabled={isBusy} onClick={() => start('json')}>
          {words.json}
        </Button>
        <Button disabled={isBusy} onClick={() => start('csv')}>
          {words.csv}
        </Button>
        {isBusy && <Button onClick={stop}>{words.stop}</Button>}
      </div>
      <p role="status" className="mt-3 min-h-6 text-cell text-ink-2">
        {state.at === 'fetching' && words.fetching(size(state.bytes))}
        {state.at === 'ready' && words.ready({ name: state.name, size: size(state.bytes) })}
        {state.at === 'stopped' && words.stopped}
      </p>
    </Section>
  )
}
