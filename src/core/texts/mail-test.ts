import type { MailFault, MailNoteCode, MailStage, StageResult } from '../mail-test.ts'
import type { Locale } from './language.ts'

/** What a test mail says, and what is said of it. */
export interface MailTestTexts {
  readonly subject: string
  readonly body: readonly string[]
  readonly stages: Readonly<Record<MailStage, string>>
  readonly states: Readonly<Record<StageResult['state'], string>>
  /** The way out. */
  readonly faults: Readonly<Record<MailFault, string>>
  readonly notes: Readonly<Record<MailNoteCode, string>>
  arrived(to: string): string
  written(path: string): string
  /** Mails wait because the mail server refuses us. */
  paused(until: string, reason: string): string
}

const en: MailTestTexts = {
  subject: 'A test mail of usage-audit',
  body: [
    'This mail was sent to see whether mails arrive. They do.',
    'If it lay among the spam, say so in your mail program, and look at what the test says of DKIM, SPF and DMARC.',
  ],
  stages: {
    dns: 'name of the server',
    tcp: 'connection',
    tls: 'encryption',
    auth: 'sign-in',
    sender: 'sender',
    recipient: 'recipient',
    delivered: 'mail taken',
  },
  states: { ok: 'ok', failed: 'failed', skipped: 'skipped' },
  faults: {
    unknown_host: 'no such server is known: check the name in mail.smtp_url, and that this computer has DNS',
    unreachable:
      'nobody answers there: check the port (587, or 465 with smtps://); many hosting providers close 25, and a firewall may close the others',
    not_greeted: 'something answers, but not as a mail server that takes mails from here: check host and port',
    no_tls:
      'the server offers no encryption, and nothing is sent in clear: use the port for STARTTLS (587) or smtps:// (465)',
    untrusted:
      'its certificate is not for this name, or nobody known vouches for it: use the name in the certificate, or set NODE_EXTRA_CA_CERTS=FILE for an authority of your own',
    sign_in:
      'user or password are not accepted: check mail.smtp_user and mail.smtp_password; with Gmail it must be an app password, with SendGrid and Postmark a token',
    sender: 'the server does not let us send as this address: set mail.from to one that your provider has verified',
    recipient: 'the server does not know this recipient: check the address',
    relay: 'the server takes mails for its own people only: set a user and password, or let it relay for this computer',
    refused:
      'the server turns this mail down: its answer says why; a sender that is verified and signed by DKIM mends most of it',
    later: 'not at this moment: try again in some minutes; a server that does not know us yet often says so at first',
    lost: 'the connection was lost on the way: try again, and look at the log of the mail server',
    folder: 'the folder of mail.outbox cannot be written: give this account the right to, or name another',
  },
  notes: {
    from_local:
      'mail.from is an address of this computer only; other servers turn it down: set it to one of your domain',
    dkim_off:
      'mails are not signed here: set mail.dkim_domain, mail.dkim_selector and mail.dkim_key, unless your provider signs them',
    dkim_ok: 'the DKIM key is published, and it is ours',
    dkim_absent: 'the DKIM key is not published: add this TXT record',
    dkim_differs:
      'another DKIM key is published under this name: replace it by this TXT record, or take another selector',
    spf_ok: 'an SPF record is published; it must name the server that sends',
    spf_absent:
      'no SPF record is published: add a TXT record that names the server that sends, as v=spf1 include:… -all',
    dmarc_ok: 'a DMARC policy is published',
    dmarc_absent: 'no DMARC policy is published: add a TXT record, as v=DMARC1; p=none',
    dns_silent: 'DNS did not answer; what is published could not be looked at',
  },
  arrived: (to) => `The mail server took a test mail to ${to}. See whether it arrived, and where.`,
  paused: (until, reason) =>
    `Mails are paused until ${until}: the mail server refuses us (${reason}). \`usage-audit mail test\` says what mends it.`,
  written: (path) => `No mail server is set; the test mail is a file: ${path}`,
}

const ptBr: MailTestTexts = {
  subject: 'Um e-mail de teste do usage-audit',
  body: [
    'Este e-mail foi enviado para ver se os e-mails chegam. Chegam.',
    'Se ele estava no spam, diga isso ao seu programa de e-mail e veja o que o teste conta de DKIM, SPF e DMARC.',
  ],
  stages: {
    dns: 'nome do servidor',
    tcp: 'conexão',
    tls: 'cifra',
    auth: 'autenticação',
    sender: 'remetente',
    recipient: 'destinatário',
    delivered: 'e-mail aceito',
  },
  states: { ok: 'ok', failed: 'falhou', skipped: 'pulado' },
  faults: {
    unknown_host: 'não se conhece esse servidor: confira o nome em mail.smtp_url e se este computador tem DNS',
    unreachable:
      'ninguém responde ali: confira a porta (587, ou 465 com smtps://); muitas hospedagens fecham a 25, e um firewall pode fechar as outras',
    not_greeted: 'algo responde, mas não como um servidor que aceite e-mails daqui: confira servidor e porta',
    no_tls: 'o servidor não oferece cifra, e nada é enviado às claras: use a porta de STARTTLS (587) ou smtps:// (465)',
    untrusted:
      'o certificado não é deste nome, ou ninguém conhecido responde por ele: use o nome do certificado, ou defina NODE_EXTRA_CA_CERTS=ARQUIVO para uma autoridade sua',
    sign_in:
      'usuário ou senha não são aceitos: confira mail.smtp_user e mail.smtp_password; no Gmail é preciso uma senha de app, no SendGrid e no Postmark um token',
    sender: 'o servidor não nos deixa enviar com este endereço: defina em mail.from um que seu provedor verificou',
    recipient: 'o servidor não conhece este destinatário: confira o endereço',
    relay:
      'o servidor só aceita e-mails para os seus: defina usuário e senha, ou deixe que ele encaminhe os deste computador',
    refused:
      'o servidor recusa este e-mail: a resposta diz por quê; um remetente verificado e assinado com DKIM resolve quase sempre',
    later:
      'agora não: tente de novo em alguns minutos; um servidor que ainda não nos conhece costuma dizer isso no começo',
    lost: 'a conexão se perdeu no caminho: tente de novo e veja o log do servidor de e-mail',
    folder: 'não se pode escrever na pasta de mail.outbox: dê a esta conta o direito, ou indique outra',
  },
  notes: {
    from_local: 'mail.from é um endereço só deste computador; outros servidores o recusam: defina um do seu domínio',
    dkim_off:
      'os e-mails não são assinados aqui: defina mail.dkim_domain, mail.dkim_selector e mail.dkim_key, a não ser que seu provedor os assine',
    dkim_ok: 'a chave DKIM está publicada e é a nossa',
    dkim_absent: 'a chave DKIM não está publicada: acrescente este registro TXT',
    dkim_differs: 'outra chave DKIM está publicada com este nome: troque-a por este registro TXT, ou use outro seletor',
    spf_ok: 'há um registro SPF publicado; ele deve citar o servidor que envia',
    spf_absent:
      'não há registro SPF: acrescente um registro TXT que cite o servidor que envia, como v=spf1 include:… -all',
    dmarc_ok: 'há uma política DMARC publicada',
    dmarc_absent: 'não há política DMARC: acrescente um registro TXT, como v=DMARC1; p=none',
    dns_silent: 'o DNS não respondeu; não foi possível ver o que está publicado',
  },
  arrived: (to) => `O servidor aceitou um e-mail de teste para ${to}. Veja se chegou, e onde.`,
  paused: (until, reason) =>
    `Os e-mails estão parados até ${until}: o servidor nos recusa (${reason}). \`usage-audit mail test\` conta o que resolve.`,
  written: (path) => `Nenhum servidor de e-mail está definido; o e-mail de teste é um arquivo: ${path}`,
}

const texts: Readonly<Record<Locale, MailTestTexts>> = { en, 'pt-BR': ptBr }

export const mailTestTextsOf = (locale: Locale): MailTestTexts => texts[locale]
