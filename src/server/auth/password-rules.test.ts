import { describe, expect, it } from 'vitest'
import { checkPassword, findPasswordFault } from './password-rules.ts'

const about = ['ana.lima@example.org', 'Ana Lima']

describe('findPasswordFault', () => {
  it.each([
    ['short', 'kettle'],
    ['short', '🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊'],
    ['long', 'kettle fox '.repeat(20)],
    ['common', 'Password2026!'],
    ['common', 'qwertyuiop123'],
    ['common', '***iloveyou***'],
    ['monotonous', 'zzyzzzzyzzzz'],
    ['monotonous', '1212121212121'],
    ['monotonous', 'abcdefghijklmnop'],
    ['monotonous', '9876543210987'],
    ['personal', 'AnaLima-2026!'],
    ['personal', 'lima@example.org'],
    ['personal', 'usage-audit-1'],
  ])('%s: %s', async (fault, password) => {
    expect(await findPasswordFault(password, about)).toBe(fault)
  })

  it.each([
    'violet harbour kettle fourteen',
    'correto cavalo bateria grampo',
    'кошка на окне зимой',
    'T7#k2-mQ9!xw',
    'two spaces  and more ',
    'Lima beans in a copper pot',
  ])('takes %s', async (password) => {
    expect(await findPasswordFault(password, about)).toBeUndefined()
  })

  it('counts characters as people see them, however a keyboard writes them', async () => {
    expect(await findPasswordFault('é'.normalize('NFD').repeat(8), [])).toBe('short')
  })
})

it('checkPassword › says what is wrong, and where', async () => {
  await expect(checkPassword('kettle', [])).rejects.toMatchObject({
    ...{ code: 'password_weak', at: 'password', details: { fault: 'short' } },
  })
})
