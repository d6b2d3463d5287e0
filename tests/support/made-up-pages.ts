import type { Locale } from '../../src/core/texts/language.ts'
import * as account from '../../src/server/pages/account-forms.ts'
import * as device from '../../src/server/pages/device-forms.ts'
import * as provider from '../../src/server/pages/provider-forms.ts'

const providers = [
  { name: 'acme', label: 'Acme' },
  { name: 'long', label: 'Secretaria Municipal de Administração e Tecnologia' },
]
const computer = {
  ...{ hostName: 'estacao-de-trabalho-da-contabilidade-03', account: 'ana', platform: 'linux-x64' },
  address: '2001:db8:85a3:1319:8a2e:370:7334:1',
}

/** Every page that lets people or computers in, with names that are as long as names can be. */
export function madeUpPages(locale: Locale): Readonly<Record<string, string>> {
  const tried = { locale, problem: 'That does not fit.', email: `${'ana.maria.'.repeat(6)}@example.org` }
  return {
    signIn: account.createSignInPage(providers)(tried, true),
    code: account.codePage({ locale }, 'x'),
    setUp: account.setUpPage(tried, '/x'),
    askReset: account.askResetPage(tried),
    resetAsked: account.resetAskedPage({ locale }),
    reset: account.resetPage({ locale }, '/x'),
    verify: account.verifyPage({ locale }, '/x'),
    invitation: account.invitationPage(tried, 'Instituto '.repeat(8), '/x', 'new', providers),
    join: account.invitationPage({ locale }, 'Acme', '/x', 'signed_in'),
    known: account.invitationPage({ locale }, 'Acme', '/x', 'known'),
    dead: account.deadLinkPage(locale),
    link: provider.linkPage({ locale, label: providers[1]!.label, action: '/x' }, false),
    goOn: provider.goOnPage(locale, providers[1]!.label, 'https://id.example'),
    device: device.deviceCodePage(locale, '/device', tried.problem),
    question: device.deviceQuestionPage({
      ...{ locale, action: '/device', code: 'ABCD-EFGH', computer },
      orgs: [1, 2].map((orgId) => ({ orgId, name: 'Instituto '.repeat(8) })),
    }),
  }
}
