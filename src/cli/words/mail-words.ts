import type { DoctorWords } from './doctor-words.ts'

type Mail = Pick<DoctorWords['sayings'], 'mail_outbox' | 'mail_fine' | 'mail_paused' | 'mail_away'>

/** What `doctor` says of the way out for mails, in English. */
export const mailEn: Mail = {
  mail_outbox: ({ folder }) => [
    `no SMTP server: mails become files in ${folder}`,
    'set mail.preset or mail.smtp_url to send them; docs/mail.md tells how',
  ],
  mail_fine: ({ host, port }) => [`${host}:${port} can be reached`],
  mail_paused: ({ host, port, until, reason }, { instant }) => [
    `${host}:${port} refuses us, and nothing is sent before ${instant(until)}: ${reason}`,
    '`usage-audit mail test` says what mends it, and lets mails go on',
  ],
  mail_away: ({ host, port, reason }) => [
    `${host}:${port}: ${reason.replace('the server', 'it')}`,
    'check mail.smtp_url and the firewall; mails wait meanwhile',
  ],
}

/** O que `doctor` diz da saída dos e-mails, em português do Brasil. */
export const mailPtBr: Mail = {
  mail_outbox: ({ folder }) => [
    `sem servidor SMTP: os e-mails viram arquivos em ${folder}`,
    'defina mail.preset ou mail.smtp_url para enviá-los; docs/mail.md conta como',
  ],
  mail_fine: ({ host, port }) => [`${host}:${port} responde`],
  mail_paused: ({ host, port, until, reason }, { instant }) => [
    `${host}:${port} nos recusa, e nada é enviado antes de ${instant(until)}: ${reason}`,
    '`usage-audit mail test` conta o que resolve e deixa os e-mails seguir',
  ],
  mail_away: ({ host, port, reason }) => [
    `${host}:${port}: ${reason}`,
    'confira mail.smtp_url e o firewall; enquanto isso os e-mails esperam',
  ],
}
