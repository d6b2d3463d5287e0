import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { AppError } from '../../../core/errors.ts'
import { formatPercent, formatYear, noFigure } from '../../../core/format.ts'
import { dayAt, offsetAt } from '../../../core/time.ts'
import { toLabel } from '../../../core/view/label.ts'
import { query } from '../../../protocol/client.ts'
import { mergeDevice } from '../../../protocol/devices.ts'
import { useChangeAddress } from '../../data/change-address.ts'
import { formatAgo } from '../../data/instant.ts'
import { useSelf } from '../../data/self.ts'
import { useAction } from '../../data/use-action.ts'
import { toast } from '../../shell/toasts.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { SelectField } from '../../ui/field.tsx'
import { counted } from '../../words/count.ts'
import { deviceActionWords } from '../../words/device-actions.ts'
import { devicesWords } from '../../words/devices.ts'
import { toProblemText } from '../../words/problems.ts'
import { useLocale, useWords } from '../../words/words.ts'
import { type ActionProps, changed } from './answer.ts'
import { type Computer, useComputers } from './computers.ts'
import { Theirs } from './theirs.tsx'

/** This computer becomes part of another of the same person; both are looked at before. */
export function MergeDialog({ open, ...rest }: ActionProps) {
  return open ? <Merging {...rest} /> : null
}

function Merging({ answer: { device }, name, onClose }: Omit<ActionProps, 'open'>) {
  const words = useWords(deviceActionWords)
  const { org } = useSelf()
  const all = useComputers()
  const change = useChangeAddress()
  const queries = useQueryClient()
  const others = all.filter(({ id, userId }) => id !== device.id && userId === device.userId)
  const [into, setInto] = useState<number>()
  const other = others.find(({ id }) => id === into) ?? others[0]
  const from = all.find(({ id }) => id === device.id)
  const merge = useAction(mergeDevice, {
    says: { conflict: words.pastProblem },
    onDone: () => {
      toast(words.merged(other ? nameOf(other) : name))
      change({ do: undefined, device: String(other?.id) }, true)
      // All but what is gone: nobody asks for that again.
      void queries.invalidateQueries({
        predicate: ({ queryKey: [path, input] }) =>
          changed.some((endpoint) => endpoint.path === path) &&
          (input as { device?: number } | undefined)?.device !== device.id,
      })
    },
  })
  if (!other || !from)
    return (
      <Dialog title={words.mergeTitle} open onClose={onClose}>
        <p>{words.mergeNone}</p>
      </Dialog>
    )
  return (
    <Confirm
      title={words.mergeTitle}
      open
      onClose={onClose}
      action={merge}
      go={words.merge}
      wide
      onConfirm={() => merge.run({ org: org.id, device: device.id, into: other.id, confirm: true })}
    >
      <p className="mb-5 max-w-(--measure)">{words.mergeHint}</p>
      <SelectField
        label={words.into}
        value={String(other.id)}
        onChange={(event) => setInto(Number(event.target.value))}
        options={others.map((one) => ({ value: String(one.id), text: nameOf(one) }))}
      />
      <Beside from={from} into={other} />
      <Plan from={from.id} into={other.id} />
      <Theirs device={device} />
    </Confirm>
  )
}

const nameOf = ({ id, name }: Computer) => toLabel(name, 60) || `#${id}`

/** Both computers in figures. */
function Beside({ from, into }: { readonly from: Computer; readonly into: Computer }) {
  const words = useWords(deviceActionWords)
  const { never } = useWords(devicesWords)
  const locale = useLocale()
  const { zone } = useSelf()
  const now = Date.now()
  const rows: readonly (readonly [string, (one: Computer) => string])[] = [
    [words.rows.name, nameOf],
    [words.rows.platform, ({ platform }) => toLabel(platform, 40)],
    [words.rows.firstSeen, ({ createdAt }) => formatYear(dayAt(createdAt, offsetAt(zone, createdAt)), locale)],
    [
      words.rows.lastSeen,
      ({ lastSeenAt }) => (lastSeenAt === null ? never : formatAgo(lastSeenAt, now, { locale, zone })),
    ],
    [words.rows.agent, ({ agentVersion }) => agentVersion ?? noFigure],
    [words.rows.coverage, ({ coverage }) => (coverage === null ? noFigure : formatPercent(coverage, locale))],
  ]
  return (
    <table className="mb-5 w-full text-note sm:text-cell" aria-label={words.mergeTitle}>
      <thead>
        <tr className="text-label text-ink-3">
          <td />
          <th scope="col" className="pb-2 pl-4 text-left font-normal">
            {words.goes}
          </th>
          <th scope="col" className="pb-2 pl-4 text-left font-normal">
            {words.stays}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([head, cell]) => (
          <tr key={head} className="border-t border-rule">
            <th scope="row" className="py-2 text-left font-normal text-ink-2">
              {head}
            </th>
            <td className="py-2 pl-4">
              <bdi>{cell(from)}</bdi>
            </td>
            <td className="py-2 pl-4">
              <bdi>{cell(into)}</bdi>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** What would move, as the server counts it. */
function Plan({ from, into }: { readonly from: number; readonly into: number }) {
  const words = useWords(deviceActionWords)
  const locale = useLocale()
  const { org } = useSelf()
  const { data, error } = useQuery({
    ...query(mergeDevice, { org: org.id, device: from, into, confirm: false }),
    throwOnError: false,
  })
  const facts = Object.values(data?.facts ?? {}).reduce((sum, n) => sum + n, 0)
  return (
    <p className="mb-5 max-w-(--measure) border-l-4 border-attn bg-attn-soft px-4 py-3" aria-live="polite">
      {error instanceof AppError
        ? toProblemText(locale, error)
        : data
          ? words.plan({
              runs: counted(locale, data.streams, words.run, words.runs),
              facts: counted(locale, facts, words.fact, words.facts),
              days: counted(locale, data.days, words.day, words.days),
            })
          : words.counting}
    </p>
  )
}
