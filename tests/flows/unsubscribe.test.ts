import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { createLeaveLinks } from '../../src/server/auth/leave-links.ts'
import { sendDueMails } from '../../src/server/jobs/send-mails.ts'
import { createLog } from '../../src/server/log.ts'
import { addReport, getMail } from '../../src/server/store/ledger.ts'
import { personalOrg } from '../../src/server/store/people.ts'
import type { Store } from '../../src/server/store/store.ts'
import { type Subject, setWanted } from '../../src/server/store/wishes.ts'
import { enroll, noon } from '../support/records.ts'
import { sampleReport } from '../support/report.ts'
import { createKeepingChannel, serve, testAccess } from '../support/server.ts'
import { describeStores } from '../support/stores.ts'

const links = createLeaveLinks(testAccess.key)
const oneClick = {
  'content-type': 'application/x-www-form-urlencoded',
  origin: 'https://mail.example',
  'sec-fetch-site': 'cross-site',
}

/** A planned report of the owner's October, with the mail that waits for its hour. */
async function planMail(open: () => Promise<Store>, locale: string) {
  const store = await open()
  const { user } = await enroll(store, { locale })
  const report = { orgId: personalOrg, user, figures: sampleReport(), planned: true, address: 'ana@example.org' }
  const { mailId } = (await addReport(store, { ...report, now: noon + 60_000 }))!
  const of: Subject = { orgId: personalOrg, reader: user.id, kind: sampleReport().kind, about: user.id }
  return { store, of, mail: () => getMail(store, personalOrg, mailId!) }
}

const rowsOf = ({ db, t }: Store, { reader }: Subject) =>
  db.select().from(t.subscriptions).where(eq(t.subscriptions.reader, reader))

describeStores('the address at which a reader leaves', (open) => {
  it('takes effect at once when a mail provider posts to it, without a sign-in, and a planned mail is not sent', async () => {
    const { store, of, mail } = await planMail(open, 'en')
    const channel = createKeepingChannel()
    const server = await serve(store, {
      mail: { channel, from: { name: '', address: 'a@b.org' }, log: createLog('silent') },
    })
    const url = `${server.url}/unsubscribe/${links.toToken(of)}`
    const answer = await fetch(url, { method: 'POST', headers: oneClick, body: 'List-Unsubscribe=One-Click' })
    expect([answer.status, answer.redirected, answer.headers.get('set-cookie')]).toEqual([200, false, null])
    expect(await answer.text()).toContain('You are unsubscribed')
    expect(await rowsOf(store, of)).toMatchObject([{ kind: of.kind, about: of.about, wanted: 0, changedAt: noon }])
    expect(await mail()).toMatchObject({ state: 'failed', outcome: 'unsubscribed' })
    await server.stop()
    await sendDueMails(
      store,
      { channel, from: { name: '', address: 'a@b.org' }, log: createLog('silent') },
      () => noon + 10 ** 9,
    )
    expect(channel.kept).toEqual([])
  })

  it('changes nothing when it is looked at, asks in the reader’s language, and takes back what was done', async () => {
    const { store, of, mail } = await planMail(open, 'pt-BR')
    const server = await serve(store)
    const url = `${server.url}/unsubscribe/${links.toToken(of)}`
    const look = async (wish?: string) => {
      const post = wish && { method: 'POST', body: new URLSearchParams({ wish }) }
      return (await fetch(url, { headers: { 'accept-language': 'en' }, ...post })).text()
    }
    expect(await look()).toMatch(
      /<html lang="pt-BR">[\s\S]*Deixar de receber este relatório\?[\s\S]*o seu relatório mensal/,
    )
    expect([await rowsOf(store, of), (await mail()).state]).toEqual([[], 'planned'])
    expect(await look('leave')).toContain('Inscrição cancelada')
    expect(await look()).toContain('Voltar a receber')
    expect(await look('back')).toContain('Você volta a receber')
    expect(await rowsOf(store, of)).toMatchObject([{ wanted: 1 }])
    expect(await look()).toContain('Cancelar a inscrição')
    await server.stop()
  })

  it('takes the other encoding of a provider, and no body at all', async () => {
    const { store, of } = await planMail(open, 'en')
    const server = await serve(store)
    const url = `${server.url}/unsubscribe/${links.toToken(of)}`
    const form = new FormData()
    form.set('List-Unsubscribe', 'One-Click')
    for (const body of [form, undefined]) {
      await setWanted(store, of, true, noon)
      const answer = await fetch(url, { method: 'POST', ...(body && { body }) })
      expect([answer.status, await rowsOf(store, of)]).toMatchObject([200, [{ wanted: 0 }]])
    }
    await server.stop()
  })

  it('keeps what else a reader wished, and one report’s end is not another’s', async () => {
    const { store, of } = await planMail(open, 'en')
    await store.db.insert(store.t.subscriptions).values({ ...of, wanted: 1, hour: 6, locale: 'pt-BR', changedAt: 0 })
    await setWanted(store, { ...of, kind: 'org-month', about: '' }, true, 1)
    await setWanted(store, of, false, noon)
    const rows = (await rowsOf(store, of)).map(({ kind, wanted, hour, locale }) => [kind, wanted, hour, locale])
    expect(rows.sort()).toEqual([
      ['org-month', 1, null, null],
      [of.kind, 0, 6, 'pt-BR'],
    ])
  })

  it('says what to do about an address that is none, in the visitor’s language, and writes nothing', async () => {
    const { store, of } = await planMail(open, 'en')
    const server = await serve(store)
    const gone = links.toToken({ ...of, reader: 'somebody-who-left' })
    const other = createLeaveLinks(Buffer.alloc(32, 9)).toToken(of)
    for (const token of ['x', other, gone, `${links.toToken(of)}x`, links.toToken(of).slice(0, -1)])
      for (const method of ['GET', 'POST']) {
        const answer = await fetch(`${server.url}/unsubscribe/${token}`, {
          method,
          headers: { 'accept-language': 'pt-BR' },
        })
        expect([token, answer.status]).toEqual([token, 404])
        expect(await answer.text()).toContain('Este endereço não está completo')
      }
    expect(await store.db.$count(store.t.subscriptions)).toBe(0)
    await server.stop()
  })
})
