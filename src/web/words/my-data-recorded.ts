import { catalogue } from './words.ts'

/** What is recorded, what never is, and what an organisation asks to be left out. */
export const recordedWords = catalogue({
  en: {
    recordedTitle: 'What is recorded, and what never is',
    recordedCaption: 'Decided on each computer, before anything is written there',
    recorded: 'recorded',
    nothingYet: 'nothing so far',
    notRecorded: 'not recorded',
    items: {
      programs: 'Programs that run: how long, processor time, memory, launches',
      window: 'Which program is in front',
      input: 'Whether somebody is at keyboard or mouse – never which keys',
      lock: 'When the screen is locked and the computer sleeps',
      titles: 'Titles of windows, with passwords, numbers and addresses taken out',
      installed: 'Which programs are installed, and their versions',
    },
    titlesOff: 'off unless somebody switches them on at the computer',
    neverTitle: 'Never, by any setting:',
    never:
      'the screen, which keys, the clipboard, camera, microphone, command lines, and of web addresses more than their host.',
    asksTitle: 'What your organisation asks your computers to leave out',
    asksNothing: 'Nothing: only your own settings and rules count.',
    asksHint: 'A policy can only take away: what you have switched off stays off, whatever is asked.',
    on: (computers: string) => `On ${computers}:`,
    see: 'To see on a computer what would be stored of the next ten seconds, without storing any of it:',
  },
  'pt-BR': {
    recordedTitle: 'O que é registrado e o que nunca é',
    recordedCaption: 'Decidido em cada computador, antes de algo ser gravado lá',
    recorded: 'registrado',
    nothingYet: 'nada até agora',
    notRecorded: 'não registrado',
    items: {
      programs: 'Programas em execução: por quanto tempo, tempo de processador, memória, aberturas',
      window: 'Que programa está na frente',
      input: 'Se há alguém ao teclado ou ao mouse – nunca quais teclas',
      lock: 'Quando a tela é bloqueada e o computador dorme',
      titles: 'Títulos de janelas, sem senhas, números e endereços',
      installed: 'Que programas estão instalados e suas versões',
    },
    titlesOff: 'desligado até alguém ligar no computador',
    neverTitle: 'Nunca, com nenhuma configuração:',
    never:
      'a tela, quais teclas, a área de transferência, câmera, microfone, linhas de comando e, de endereços da web, mais do que o domínio.',
    asksTitle: 'O que sua organização pede que seus computadores deixem de fora',
    asksNothing: 'Nada: só valem as suas próprias configurações e regras.',
    asksHint: 'Uma política só pode tirar: o que você desligou continua desligado, não importa o que se peça.',
    on: (computers: string) => `Em ${computers}:`,
    see: 'Para ver num computador o que seria guardado dos próximos dez segundos, sem guardar nada:',
  },
})
