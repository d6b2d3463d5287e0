import { catalogue } from './words.ts'

/** Of how long what is kept. */
export const retentionWords = catalogue({
  en: {
    lead: (days: string) => `Days and months are kept for ${days}; reports, until somebody erases them.`,
    table: 'How long what is kept',
    caption: 'For everybody on this server. Every hour what is older goes, for good.',
    kind: 'What',
    kept: 'Kept for',
    gone: 'Gone now',
    kinds: {
      titles: 'Titles of windows',
      facts: 'Hours, spans and gaps',
      days: 'Days and months',
      access: 'Who looked at whose data',
    },
    hints: {
      titles: 'Where somebody switched them on. The windows themselves stay as long as hours and spans.',
      facts:
        'What days are made of: what ran and was in front, when. Without them a day can no longer be zoomed or made again.',
      days: 'What screens and reports sum. They go by whole months.',
      access: 'The list that each person sees under “My data”.',
    },
    reports: 'Reports and their mails',
    reportsHint: 'Frozen figures, as they were mailed.',
    forever: 'until erased',
    before: (day: string) => `from before ${day}`,
    year: 'year',
    years: 'years',
    about: (length: string) => `about ${length}`,
    day: 'day',
    days: 'days',
    try: 'What another time would do',
    tryCaption: 'Nothing is changed here: how long things are kept is among the settings of the server.',
    tryKind: 'Of what',
    tryDays: 'Keep for how many days',
    tryHint: (least: string, most: string) => `From ${least} to ${most}.`,
    tryProblem: (least: string, most: string) => `A whole number from ${least} to ${most}.`,
    shorter: ({ what, before, more }: { what: string; before: string; more: string }) =>
      `Of “${what}” everything ${before} goes as soon as the server starts with it: ${more} more than now. It goes for everybody in every organisation, and nobody brings it back; backups from before still have it.`,
    longer: ({ what, before }: { what: string; before: string }) =>
      `Nothing goes that is there now: of “${what}” only what is ${before}. What has gone already does not come back.`,
    same: 'That is how long they are kept now.',
    how: 'Whoever runs the server writes this into its settings and starts it anew:',
  },
  'pt-BR': {
    lead: (days: string) => `Dias e meses ficam por ${days}; relatórios, até que alguém os apague.`,
    table: 'Quanto tempo cada coisa fica',
    caption: 'Para todos neste servidor. A cada hora o que é mais antigo vai embora, de vez.',
    kind: 'O quê',
    kept: 'Fica por',
    gone: 'Já foi',
    kinds: {
      titles: 'Títulos de janelas',
      facts: 'Horas, trechos e lacunas',
      days: 'Dias e meses',
      access: 'Quem olhou os dados de quem',
    },
    hints: {
      titles: 'Onde alguém os ligou. As janelas em si ficam tanto quanto horas e trechos.',
      facts:
        'Do que os dias são feitos: o que rodou e esteve na frente, e quando. Sem eles um dia não pode mais ser ampliado nem refeito.',
      days: 'O que telas e relatórios somam. Vão por meses inteiros.',
      access: 'A lista que cada pessoa vê em “Meus dados”.',
    },
    reports: 'Relatórios e seus e-mails',
    reportsHint: 'Números fechados, como foram enviados.',
    forever: 'até ser apagado',
    before: (day: string) => `de antes de ${day}`,
    year: 'ano',
    years: 'anos',
    about: (length: string) => `cerca de ${length}`,
    day: 'dia',
    days: 'dias',
    try: 'O que outro tempo faria',
    tryCaption: 'Nada muda aqui: quanto tempo as coisas ficam está na configuração do servidor.',
    tryKind: 'Do quê',
    tryDays: 'Guardar por quantos dias',
    tryHint: (least: string, most: string) => `De ${least} a ${most}.`,
    tryProblem: (least: string, most: string) => `Um número inteiro de ${least} a ${most}.`,
    shorter: ({ what, before, more }: { what: string; before: string; more: string }) =>
      `De “${what}” vai embora tudo o que é ${before} assim que o servidor iniciar com isto: ${more} a mais do que agora. Vai para todos, em todas as organizações, e ninguém traz de volta; backups de antes ainda têm.`,
    longer: ({ what, before }: { what: string; before: string }) =>
      `Nada do que existe agora vai embora: de “${what}”, só o que é ${before}. O que já foi não volta.`,
    same: 'É o tempo que eles ficam agora.',
    how: 'Quem mantém o servidor escreve isto na configuração e o inicia de novo:',
  },
})
