import type { MailNote } from '../../core/mail-test.ts'
import { type DkimSetting, isRecordOf, toDkimRecord } from './dkim.ts'

/** As `dns.promises.resolveTxt`: each record in pieces. */
export type ResolveTxt = (name: string) => Promise<string[][]>

/** What DNS says of a sender: whether our key is published, and who may send for the domain. @throws AppError `config` */
export async function findNotes(from: string, dkim: DkimSetting | undefined, resolve: ResolveTxt): Promise<MailNote[]> {
  const domain = from.split('@')[1]!
  const find = async (name: string): Promise<readonly string[] | undefined> => {
    try {
      return (await resolve(name)).map((pieces) => pieces.join(''))
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      return code === 'ENOTFOUND' || code === 'ENODATA' ? [] : undefined
    }
  }
  const dkimNote = dkim ? await findDkim(dkim, find) : ({ code: 'dkim_off', detail: null } as const)
  if (!domain.includes('.')) return [{ code: 'from_local', detail: from }, dkimNote]
  return [
    dkimNote,
    await findRecord(domain, /^v=spf1\b/i, ['spf_ok', 'spf_absent'], find),
    await findRecord(`_dmarc.${domain}`, /^v=DMARC1\b/i, ['dmarc_ok', 'dmarc_absent'], find),
  ]
}

type Find = (name: string) => Promise<readonly string[] | undefined>

async function findDkim(dkim: DkimSetting, find: Find): Promise<MailNote> {
  const name = `${dkim.selector}._domainkey.${dkim.domain}`
  const wanted = `${name} TXT ${toDkimRecord(dkim)}`
  const records = await find(name)
  if (!records) return { code: 'dns_silent', detail: name }
  if (records.length === 0) return { code: 'dkim_absent', detail: wanted }
  return records.some((record) => isRecordOf(dkim, record))
    ? { code: 'dkim_ok', detail: name }
    : { code: 'dkim_differs', detail: wanted }
}

async function findRecord(
  name: string,
  pattern: RegExp,
  [there, absent]: readonly [MailNote['code'], MailNote['code']],
  find: Find,
): Promise<MailNote> {
  const records = await find(name)
  if (!records) return { code: 'dns_silent', detail: name }
  const found = records.find((record) => pattern.test(record))
  return found ? { code: there, detail: `${name} ${found.slice(0, 300)}` } : { code: absent, detail: name }
}
