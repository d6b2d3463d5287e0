import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { toTails } from '../../../core/view/namesakes.ts'
import { query } from '../../../protocol/client.ts'
import { searchMine } from '../../../protocol/usage.ts'
import { useParam } from '../../data/param.ts'
import { useSelf } from '../../data/self.ts'
import { ScreenHead } from '../../shell/head.tsx'
import { ScreenLink } from '../../ui/link.tsx'
import { Empty } from '../../ui/notice.tsx'
import { useTyping } from '../../ui/use-typing.ts'
import { counted } from '../../words/count.ts'
import { searchWords } from '../../words/search.ts'
import { shellWords } from '../../words/shell.ts'
import { useLocale, useWords } from '../../words/words.ts'
import { type Lead, toLeads, toScreenLeads } from './leads.ts'

/** How long somebody may pause between two letters, in milliseconds. */
const pauseMs = 150

/** Finds apps, days, categories, computers, people, titles and screens by a text. */
export function Screen() {
  const words = useWords(searchWords)
  const [q = '', setQ] = useParam('q')
  const [text, setText] = useTyping(q, setQ, pauseMs)
  // What to open as soon as it is found: what is shown may still be of the text before.
  const [wanted, setWanted] = useState<string>()
  const list = useRef<HTMLUListElement>(null)
  const links = () => [...(list.current?.querySelectorAll('a') ?? [])]
  const onKeyDown = (event: KeyboardEvent) => {
    const all = links()
    const at = all.indexOf(document.activeElement as HTMLAnchorElement)
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const input = event.currentTarget.querySelector('input')
    if (event.key === 'Enter' && event.target === input) setWanted(text.trim())
    if (step === 0) return
    event.preventDefault()
    const next = at + step
    if (next < 0) input?.focus()
    else all[Math.min(next, all.length - 1)]?.focus()
  }
  return (
    <>
      <ScreenHead title={words.title} />
      <search className="block pt-8" onKeyDown={onKeyDown}>
        <input
          type="search"
          aria-label={words.label}
          placeholder={words.label}
          // The screen is this field, and whoever comes here by a key goes on typing.
          // biome-ignore lint/a11y/noAutofocus: see above
          autoFocus
          autoComplete="off"
          value={text}
          onChange={(event) => {
            setWanted(undefined)
            setText(event.target.value)
          }}
          className="control w-full max-w-[44rem] px-4 py-3 text-[17px]/[26px]"
        />
        <p className="mt-2 text-note text-ink-2">{words.hint}</p>
        <Results q={q} list={list} opens={wanted === q} onOpened={() => setWanted(undefined)} />
      </search>
    </>
  )
}

interface ResultsProps {
  readonly q: string
  readonly list: RefObject<HTMLUListElement | null>
  /** The first is opened once it is there. */
  readonly opens: boolean
  onOpened(): void
}

function Results({ q, list, opens, onOpened }: ResultsProps) {
  const words = useWords(searchWords)
  const shell = useWords(shellWords)
  const locale = useLocale()
  const self = useSelf()
  const { data, isPlaceholderData } = useQuery({
    ...query(searchMine, { org: self.org.id, q: q || ' ' }),
    enabled: q !== '',
    placeholderData: keepPreviousData,
  })
  const opensNow = opens && data !== undefined && !isPlaceholderData
  useEffect(() => {
    if (!opensNow) return
    onOpened()
    list.current?.querySelector('a')?.click()
  }, [opensNow, onOpened, list])
  if (q === '') return null
  const leads = [
    ...toScreenLeads(q, self, shell),
    ...(data?.found ?? []).flatMap((found) => toLeads(found, self, locale)),
  ]
  const tails = toTails(
    leads.filter(({ kind }) => kind === 'app').map(({ name, search }) => ({ name, key: search.app! })),
  )
  return (
    <div className="mt-6 max-w-[44rem]">
      <p aria-live="polite" className="sr-only">
        {data && words.found(counted(locale, leads.length, words.one, words.other))}
      </p>
      {data && leads.length === 0 && <Empty title={words.none(q)}>{words.noneHint}</Empty>}
      <ul ref={list}>
        {leads.map((lead) => (
          <li key={lead.id} className="border-t border-rule">
            <Result lead={lead} tail={tails.get(lead.search.app ?? '')} kind={words.kinds[lead.kind]} />
          </li>
        ))}
      </ul>
    </div>
  )
}

interface ResultProps {
  readonly lead: Lead
  /** Where an app lies that has namesakes beside it. */
  readonly tail: string | undefined
  readonly kind: string
}

const Result = ({ lead, tail, kind }: ResultProps) => (
  <ScreenLink
    to={lead.to}
    search={lead.search}
    {...(lead.params && { params: lead.params })}
    className="quiet-link flex items-baseline justify-between gap-4 py-[10px] text-cell"
  >
    <span className="min-w-0">
      <bdi className="font-semibold">{lead.name}</bdi>
      {lead.kind === 'app' && tail !== undefined && <bdi className="ml-2 text-label text-ink-3">{tail}</bdi>}
    </span>
    <span className="shrink-0 text-label text-ink-3">{kind}</span>
  </ScreenLink>
)
