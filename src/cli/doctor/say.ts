import { formatDuration, formatInstant, formatMemory } from '../../core/format.ts'
import type { Locale } from '../../core/texts/language.ts'
import type { Forms, Saying } from '../words/doctor-words.ts'
import { statusWordsOf } from '../words/status-words.ts'
import { wordsOf } from '../words.ts'
import type { Case } from './cases.ts'

/** What was found, in one language, instants on the clocks of a zone. */
export function say(found: Case, locale: Locale, zone: string): Saying {
  const forms: Forms = {
    watched: (sources) => sources.map((source) => statusWordsOf(locale).watched[source]).join(', '),
    bytes: (bytes) => formatMemory(bytes / 1_024, locale),
    duration: (ms) => formatDuration(ms, locale),
    instant: (at) => formatInstant(at, locale, zone, 'year'),
  }
  const saying = wordsOf(locale).doctor.sayings[found.code] as (values: Case, forms: Forms) => Saying
  return saying(found, forms)
}
