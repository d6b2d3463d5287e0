import type { Texts } from '../texts/language.ts'

/** Where a reader can go on. Only the server knows its public address; whoever has none gives no links. */
export interface ReportLinks {
  /** This report on the web. */
  readonly web?: string
  /** What is stored about the reader. */
  readonly stored?: string
  readonly pause?: string
  readonly export?: string
  readonly erase?: string
  readonly unsubscribe?: string
}

export interface Link {
  readonly label: string
  readonly url: string
}

/** An address that a reader may follow from a mail; anything else is no link. */
const isWeb = (url: string | undefined): url is string => /^https?:\/\/[^\s"'<>]+$/.test(url ?? '')

const order = ['stored', 'pause', 'export', 'erase', 'unsubscribe'] as const

/** The link to the report itself, short as beside the headline and in full as on a button. */
export const toWebLink = ({ web }: ReportLinks, { links }: Texts) =>
  isWeb(web) ? { short: { label: links.open, url: web }, full: { label: links.openFull, url: web } } : undefined

/** What the reader can do about what is recorded, in the order of the footer. */
export const toRightsLinks = (given: ReportLinks, { links }: Texts): Link[] =>
  order.flatMap((name) => {
    const url = given[name]
    return isWeb(url) ? [{ label: links[name], url }] : []
  })
