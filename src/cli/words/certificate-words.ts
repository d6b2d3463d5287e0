import type { DoctorWords } from './doctor-words.ts'

type Certificate = Pick<
  DoctorWords['sayings'],
  'certificate_none' | 'certificate_fine' | 'certificate_ending' | 'certificate_broken'
>

/** What `doctor` says of the server's own certificate, in English. */
export const certificateEn: Certificate = {
  certificate_none: () => ['none: the server speaks plain HTTP, on this computer only or behind a proxy'],
  certificate_fine: ({ names, until }, { instant }) => [`for ${names}, until ${instant(until)}`],
  certificate_ending: ({ names, until }, { instant }) => [
    `for ${names}, only until ${instant(until)}`,
    'renew it and put it in the same place: a running server takes it by itself',
  ],
  certificate_broken: ({ reason }) => [reason, 'docs/tls.md tells how the server gets a certificate'],
}

/** O que `doctor` diz do certificado do próprio servidor, em português do Brasil. */
export const certificatePtBr: Certificate = {
  certificate_none: () => ['nenhum: o servidor fala HTTP sem cifra, só neste computador ou atrás de um proxy'],
  certificate_fine: ({ names, until }, { instant }) => [`para ${names}, até ${instant(until)}`],
  certificate_ending: ({ names, until }, { instant }) => [
    `para ${names}, só até ${instant(until)}`,
    'renove-o e ponha-o no mesmo lugar: um servidor em execução o adota sozinho',
  ],
  certificate_broken: ({ reason }) => [reason, 'docs/tls.md conta como o servidor obtém um certificado'],
}
