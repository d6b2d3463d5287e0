import { catalogue } from './words.ts'

/** Pausing, consenting, and who may look. */
export const choiceWords = catalogue({
  en: {
    pauseTitle: 'Pause and consent',
    computer: 'computer',
    computers: 'computers',
    state: {
      recording: 'Your computers record',
      paused: 'You have paused recording',
      withdrawn: 'You have withdrawn your consent',
    },
    noComputer: 'You have no computer here yet',
    since: (when: string) => `since ${when}`,
    stateHint: {
      recording:
        'Pause recording for a while, or withdraw your consent. Each computer hears of it with its next upload, within minutes while it is connected, and records nothing from then on. What it records until then still arrives.',
      paused:
        'Nothing is recorded on any of your computers until you resume. Nobody else can end this, no admin either.',
      withdrawn:
        'Nothing is recorded on any of your computers until you consent again. Nobody else can end this, no admin either. What was recorded before stays until you erase it.',
    },
    pause: 'Pause recording',
    resume: 'Resume recording',
    withdraw: 'Withdraw consent',
    consent: 'Consent again',
    decided: { recording: 'Recording goes on.', paused: 'Recording is paused.', withdrawn: 'Consent is withdrawn.' },
    withdrawTitle: 'Withdraw your consent?',
    withdrawWhat: (computers: string) =>
      `Nothing more is recorded on ${computers} of yours, until you consent again. What is stored stays; you can erase it below.`,
    oneComputer: 'To pause one computer only, at once and without the server, type there:',
    seenTitle: 'Who looked at what is yours, and why',
    seenCaption: 'Noted before anything is shown. You yourself are not noted.',
    seenNone: 'Nobody has looked at what is yours',
    seenNoneHint: 'Whoever does has to say why, and it stands here at once.',
    shares: 'Managers may see my days and apps',
    sharesHint: 'Admins may in any case, titles of windows and all; managers see no titles.',
    saved: 'Saved.',
  },
  'pt-BR': {
    pauseTitle: 'Pausa e consentimento',
    computer: 'computador',
    computers: 'computadores',
    state: {
      recording: 'Seus computadores registram',
      paused: 'Você pausou o registro',
      withdrawn: 'Você retirou o consentimento',
    },
    noComputer: 'Você ainda não tem computador aqui',
    since: (when: string) => `desde ${when}`,
    stateHint: {
      recording:
        'Pause o registro por um tempo ou retire o consentimento. Cada computador fica sabendo no próximo envio, em minutos enquanto está conectado, e daí em diante não registra nada. O que ele registrar até lá ainda chega.',
      paused:
        'Nada é registrado em nenhum dos seus computadores até você retomar. Ninguém mais pode encerrar isto, nem quem administra.',
      withdrawn:
        'Nada é registrado em nenhum dos seus computadores até você consentir de novo. Ninguém mais pode encerrar isto, nem quem administra. O que foi registrado antes fica até você apagar.',
    },
    pause: 'Pausar o registro',
    resume: 'Retomar o registro',
    withdraw: 'Retirar o consentimento',
    consent: 'Consentir de novo',
    decided: {
      recording: 'O registro continua.',
      paused: 'O registro está pausado.',
      withdrawn: 'O consentimento foi retirado.',
    },
    withdrawTitle: 'Retirar o consentimento?',
    withdrawWhat: (computers: string) =>
      `Nada mais é registrado em ${computers}, até você consentir de novo. O que está guardado fica; você pode apagar mais abaixo.`,
    oneComputer: 'Para pausar um só computador, na hora e sem o servidor, digite nele:',
    seenTitle: 'Quem olhou o que é seu e por quê',
    seenCaption: 'Anotado antes de algo ser mostrado. Você mesmo não é anotado.',
    seenNone: 'Ninguém olhou o que é seu',
    seenNoneHint: 'Quem olhar tem de dizer por quê, e isso aparece aqui na hora.',
    shares: 'Gestores podem ver meus dias e apps',
    sharesHint: 'Quem administra pode de qualquer forma, também os títulos de janelas; gestores não veem títulos.',
    saved: 'Salvo.',
  },
})
