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

/** From so many bytes on a size is told in megabytes. */
const megabyte = 1e6

type Words = Pick<(typeof eraseWords)['en'], 'kilobytes' | 'megabytes'>

/** `8.8 kB`, `12.4 MB` */
const formatSize = (bytes: number, locale: Locale, words: Words): string =>
  bytes < megabyte
    ? words.kilobytes(formats[locale].format(bytes / 1e3))
    : words.megabytes(formats[locale].format(bytes / megabyte))

/** All that is stored of the person, as a file. */
export function Export() {
  const words = useWords(eraseWords)
  const locale = useLocale()
  const { org } = useSelf()
  const { state, start, stop } = useExport(org.id, useProblemToast())
  const isBusy = state.at === 'fetching'
  const size = (bytes: number) => formatSize(bytes, locale, words)
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
