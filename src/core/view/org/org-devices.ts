import { formatCount, formatInstant } from '../../format.ts'
import { toLabel } from '../label.ts'
import { type Section, sum } from '../section.ts'
import { platformOf } from '../view-devices.ts'
import type { OrgTelling } from './org-telling.ts'

const shownDevices = 15
const shownVersions = 8
/** A computer that is silent for so many days asks for attention; of several, the first. */
const longSilence = 14
const attentions = 3

/** Computers without a word, longest first: what they did is unknown. */
export function toSilentSection({ report, words, locale }: OrgTelling): Section[] {
  const all = report.devices.silent
  if (all.length === 0) return []
  const shown = all.slice(0, shownDevices)
  const rest = all.length - shown.length
  return [
    {
      name: 'silent',
      title: words.silent.title,
      subtitle: words.silent.subtitle,
      columns: [
        { head: words.silent.name, align: 'left' },
        { head: words.silent.last, align: 'left' },
        { head: words.silent.days, align: 'right', strong: true },
      ],
      rows: shown.map(({ name, platform, lastSeenAt, days }, i) => ({
        kind: 'item',
        cells: [
          [toLabel(name, 40) || '?', platformOf(platform)].filter(Boolean).join(', '),
          lastSeenAt === null ? words.silent.never : formatInstant(lastSeenAt, locale, report.zone),
          words.silent.length(days),
        ],
        ...(days >= longSilence && i < attentions && { attention: 2 }),
      })),
      sentences: rest > 0 ? [[words.silent.others(rest)]] : [],
      notes: [[words.silent.meaning]],
    },
  ]
}

/** How many computers report with which version of the agent, the newest first. */
export function toVersionsSection({ report, words, locale }: OrgTelling): Section[] {
  const all = report.devices.versions
  const [first] = all
  if (!first) return []
  const section = { name: 'versions', title: words.versions.title, columns: [], rows: [], sentences: [] } as const
  const version = toLabel(first.version, 40) || '?'
  if (all.length === 1) return [{ ...section, sentences: [words.versions.all({ version, computers: first.devices })] }]
  const shown = all.slice(0, shownVersions)
  const rest = all.slice(shownVersions)
  const most = Math.max(1, ...shown.map(({ devices }) => devices))
  return [
    {
      ...section,
      subtitle: words.versions.subtitle,
      columns: [
        { head: words.versions.name, align: 'left' },
        { head: words.versions.computers, align: 'right', strong: true },
      ],
      rows: [
        ...shown.map((each) => ({
          kind: 'item' as const,
          cells: [toLabel(each.version, 40) || '?', formatCount(each.devices, locale)],
          share: each.devices / most,
        })),
        ...(rest.length > 0
          ? [
              {
                kind: 'rest' as const,
                cells: [
                  words.versions.others(rest.length),
                  formatCount(
                    sum(rest, ({ devices }) => devices),
                    locale,
                  ),
                ],
              },
            ]
          : []),
      ],
    },
  ]
}
