import { expect, it } from 'vitest'
import { addressless } from '../../core/addressless.ts'
import type { ArchivedMail } from './archive.ts'
import { isMoving, tellMail, toAlike } from './tell-mail.ts'

const mailStates = ['planned', 'claimed', 'sending', 'sent', 'failed', 'uncertain', 'suppressed']

const now = Date.UTC(2026, 10, 1, 11)
const mail = (state: string, given: Partial<ArchivedMail> = {}): ArchivedMail => ({
  ...{ id: 'm', reader: 'ana', readerName: 'Ana', address: 'ana@example.org', locale: 'en', formats: [], state },
  ...{ dueAt: now, attempts: 0, outcome: null, sentAt: null, createdAt: now, byHand: false, ...given },
})
const at = { locale: 'en', zone: 'UTC', now } as const

it('says in words how a mail stands, in every state and language', () => {
  for (const locale of ['en', 'pt-BR'] as const)
    for (const state of mailStates) {
      const told = tellMail(mail(state, { outcome: 'refused' }), { ...at, locale })
      expect(told.state).not.toContain(state)
      expect(told.state).toMatch(/^\p{Lu}/u)
      expect([state, told.look, told.says.length > 0]).toEqual([state, told.again, told.again])
    }
})

it('offers to send again what failed, is uncertain or was held back, and not what its reader left', () => {
  const again = mailStates.filter((state) => tellMail(mail(state), at).again)
  expect(again).toEqual(['failed', 'uncertain', 'suppressed'])
  expect(tellMail(mail('failed', { outcome: 'unsubscribed' }), at)).toMatchObject({ again: false, look: false })
})

it('says when one that waits leaves, and when one that was turned away is tried again', () => {
  expect(tellMail(mail('planned', { dueAt: now + 3_600_000 }), at).state).toMatch(
    /^Waiting: leaves 1\sNov\s2026, 12:00$/,
  )
  expect(tellMail(mail('planned'), at).state).toBe('Waiting to leave')
  expect(tellMail(mail('planned', { attempts: 2 }), at).state).toMatch(/2\stries/)
  expect(tellMail(mail('sent', { sentAt: now }), at).state).toMatch(/^Sent 1\sNov\s2026, 11:00$/)
})

it('says of one that became a file that it did, and of who has no address the name', () => {
  const file = { sentAt: now, outcome: '/data/outbox/2026-10-monthly-report-m.eml' }
  const written = tellMail(mail('sent', file), at)
  expect(written.state).toMatch(/^Written as a file in the outbox 1\sNov/)
  expect([written.to, tellMail(mail('sent', { sentAt: now }), at).to]).toEqual(['for', 'to'])
  expect(tellMail(mail('sent', { ...file, address: addressless }), at)).toMatchObject({ to: 'for', whom: 'Ana' })
  const nobody = mail('sent', { ...file, address: addressless, readerName: null })
  expect(tellMail(nobody, at).to).toBeUndefined()
  expect(toAlike([nobody, { ...nobody, id: 'n' }, mail('sent', file)], at).map(({ count }) => count)).toEqual([2, 1])
})

it('is looked at again soon only while it is on its way', () => {
  const states = mailStates.filter((state) => isMoving(mail(state), now))
  expect(states).toEqual(['planned', 'claimed', 'sending'])
  expect(isMoving(mail('planned', { dueAt: now + 1 }), now)).toBe(false)
  expect(isMoving(mail('planned', { attempts: 1 }), now)).toBe(false)
})
