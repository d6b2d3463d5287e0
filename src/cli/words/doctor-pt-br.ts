import { certificatePtBr } from './certificate-words.ts'
import { doctorNamesPtBr } from './doctor-names.ts'
import type { DoctorWords } from './doctor-words.ts'
import { mailPtBr } from './mail-words.ts'
import { noticeWordsOf } from './notice-words.ts'
import { policyWordsOf, sayPolicy } from './policy-words.ts'

/** O que `doctor` diz, em português do Brasil. */
export const doctorPtBr: DoctorWords = {
  names: doctorNamesPtBr,
  sayings: {
    ...certificatePtBr,
    native_fine: ({ node, sqlite }) => [`${node}, SQLite ${sqlite}`],
    native_broken: ({ node, reason }) => [
      `${node}, mas o SQLite não carrega: ${reason}`,
      'o Node mudou depois da instalação: instale o usage-audit de novo com este Node',
    ],
    folder_fine: ({ folder }) => [`${folder}, legível só por você`],
    folder_absent: ({ folder }) => [`${folder} é criada no primeiro início`],
    folder_unwritable: ({ folder, reason }) => [
      `${folder}: ${reason}`,
      'indique com --data-dir DIR uma pasta em que você possa gravar',
    ],
    folder_exposed: ({ folder, paths }) => [
      `outras contas podem ler ${paths.join(', ')}`,
      `chmod -R go-rwx '${folder}'`,
    ],
    disk_fine: ({ freeBytes }, { bytes }) => [`${bytes(freeBytes)} livres`],
    disk_full: ({ folder }) => [
      `sem espaço para ${folder}: nada é registrado`,
      'libere espaço: o registro continua sozinho quando houver algum',
    ],
    disk_low: ({ freeBytes, folder }, { bytes }) => [
      `só ${bytes(freeBytes)} livres para ${folder}`,
      'libere espaço: o registro para quando o disco enche',
    ],
    journal_fine: ({ bytes }, forms) => [`íntegro, ${forms.bytes(bytes)}`],
    journal_absent: () => ['nada foi registrado ainda', 'inicie `usage-audit agent` ou `usage-audit up`'],
    journal_damaged: ({ file, reason }) => [
      `${file} está danificado: ${reason}`,
      'reinicie o agente: ele põe o arquivo de lado e mantém o que puder ser lido',
    ],
    journal_newer: ({ file }) => [`um usage-audit mais novo gravou ${file}`, 'inicie aquela versão'],
    agent_recording: ({ pid, lastAt }, { instant }) => [
      lastAt === null
        ? `registrando, processo ${pid}`
        : `registrando, processo ${pid}; último registro ${instant(lastAt)}`,
    ],
    agent_resting: ({ pid, why }) => [
      {
        paused: `em pausa: o processo ${pid} está em execução e nada é registrado`,
        org_paused: `em pausa no servidor: o processo ${pid} está em execução e nada é registrado`,
        outside_hours: `fora do horário de trabalho: o processo ${pid} está em execução e nada é registrado`,
        disk_full: `o disco está cheio: o processo ${pid} está em execução e nada é registrado`,
      }[why],
      {
        paused: '`usage-audit agent resume` encerra a pausa',
        org_paused: 'retome na web, em Meus dados; uma pausa da organização só ela encerra',
        outside_hours: 'privacy.working_hours diz quando ele registra; ele continua sozinho',
        disk_full: 'libere espaço: o registro continua sozinho quando houver algum',
      }[why],
    ],
    agent_silent: ({ pid, lastAt }, { instant }) => [
      `o processo ${pid} mantém o diário, mas seu último registro é de ${instant(lastAt)}`,
      `encerre o processo ${pid} e inicie o agente de novo; \`usage-audit agent status\` mostra o que ele disse por último`,
    ],
    agent_stopped: ({ lastAt }, { instant }) => [
      lastAt === null ? 'parado' : `parado; último registro ${instant(lastAt)}`,
      'inicie com `usage-audit agent`, ou a cada entrada com `usage-audit agent install`',
    ],
    notice_fine: ({ at, how }, { instant }) => [
      `o que é registrado foi mostrado em ${instant(at)}, ${how === 'terminal' ? 'num terminal' : 'num log'}`,
    ],
    notice_none: () => [
      'o que é registrado ainda não foi mostrado',
      'o primeiro início do agente num terminal o mostra',
    ],
    notice_old: ({ untold }) => [
      `ligado, e ninguém foi avisado: ${untold.map((kind) => noticeWordsOf('pt-BR').kinds[kind]).join(', ')}`,
      '`usage-audit agent notice` mostra o que é registrado; depois reinicie o agente',
    ],
    policy_fine: ({ policy }) => [sayPolicy(policy, 'pt-BR') || policyWordsOf('pt-BR').empty],
    policy_waiting: ({ policy }) => [policyWordsOf('pt-BR').heldBack(policy.heldBack)],
    policy_none: () => ['nenhuma organização pede que este computador deixe algo de fora'],
    service_fine: ({ file }) => [file],
    service_absent: () => [
      'não é iniciado ao entrar na sessão',
      '`usage-audit agent install` o inicia a cada entrada na sessão',
    ],
    service_unreadable: ({ file }) => [`${file} não nomeia comando`, 'grave-o de novo: `usage-audit agent install`'],
    service_moved: ({ file, missing }) => [
      `${file} inicia ${missing}, que não existe mais`,
      'o Node ou o usage-audit mudou de lugar: rode `usage-audit agent install` de novo',
    ],
    service_idle: ({ file, look }) => [`${file} está instalado, mas nenhum agente registra`, `\`${look}\` diz por quê`],
    processes_fine: ({ source, count, ms }) => [`${count} lidos de ${source} em ${ms} ms`],
    processes_failed: ({ source, reason }) => [
      `${source} não pode ser lido: ${reason}`,
      'mude agent.processes para a outra fonte, "proc" ou "portable"',
    ],
    desktop_fine: ({ source, watched }, forms) => [`${source} informa ${forms.watched(watched)}`],
    desktop_part: ({ source, missing }) => [
      `${source} não diz ${missing.map((each) => (each === 'window' ? 'qual janela está em primeiro plano' : 'quando há alguém')).join(' nem ')}: isso fica desconhecido`,
      'docs/presence.md mostra o que cada área de trabalho diz',
    ],
    desktop_silent: ({ source }) => [
      `${source} não responde: qual app está na frente e o uso ativo ficam desconhecidos`,
      'inicie o agente na sessão da área de trabalho, onde DISPLAY e XAUTHORITY, ou WAYLAND_DISPLAY, estão definidos',
    ],
    desktop_unknown: ({ display }) => [
      `${display} não informa a ninguém qual app está na frente: isso e o uso ativo ficam desconhecidos`,
      'entre numa sessão que informe, como uma de X11; os programas são registrados mesmo assim',
    ],
    desktop_none: () => [
      'nenhuma tela aqui: qual app está na frente e o uso ativo ficam desconhecidos',
      'num computador com área de trabalho, inicie o agente na sessão dela: `usage-audit agent install`',
    ],
    desktop_off: () => [
      'não observada: agent.presence está em off',
      'defina agent.presence como uma duração, por exemplo 2s',
    ],
    logind_fine: ({ address }) => [`o logind está em ${address}`],
    logind_absent: ({ address, bus }) => [
      `${bus ? 'não há logind' : 'não há barramento'} em ${address}: bloqueio e suspensão não são avisados; a suspensão ainda se vê pelos relógios`,
      'instale dbus e systemd; num contêiner, traga o barramento do computador e indique-o em DBUS_SYSTEM_BUS_ADDRESS',
    ],
    session_fine: ({ address }) => [`${address} responde`],
    session_absent: ({ address }) => [
      `${address === null ? 'nenhum' : `ninguém responde em ${address}`}: o que só a área de trabalho avisa, como às vezes o bloqueio, fica desconhecido`,
      'inicie o agente de dentro da sua sessão, ou a cada entrada na sessão com `usage-audit agent install`',
    ],
    extension_fine: ({ shell }) => [`o GNOME Shell ${shell} diz qual janela está na frente`],
    extension_absent: ({ shell }) => [
      `desconhecido: no Wayland, o GNOME Shell ${shell} só o diz a uma extensão`,
      '`usage-audit agent extension install` instala a nossa; depois, saia da sessão e entre de novo',
    ],
    extension_waiting: ({ shell }) => [
      `desconhecido: a extensão está instalada, mas o GNOME Shell ${shell} ainda não a executa`,
      'saia da sessão e entre de novo; se continuar assim, ative-a no aplicativo Extensões',
    ],
    extension_old: ({ shell }) => [
      `a extensão instalada não é a deste usage-audit para o GNOME Shell ${shell}`,
      'ponha a certa no lugar: `usage-audit agent extension install`; depois, saia da sessão e entre de novo',
    ],
    extension_unknown: ({ shell }) => [
      `desconhecido: o GNOME Shell ${shell} é antigo demais para a extensão, que precisa do 40`,
    ],
    enrolment_none: () => ['nenhuma: tudo fica neste computador', '`usage-audit agent enroll` muda isso'],
    enrolment_damaged: ({ file }) => [`${file} não pode ser lido`, 'inscreva de novo: `usage-audit agent enroll`'],
    enrolment_fine: ({ server, device, person }) => [`"${device}" de ${person} em ${server}`],
    enrolment_unknown: ({ server }) => [
      `${server} não conhece o token deste computador`,
      'crie um novo lá com `usage-audit devices add` e rode aqui `usage-audit agent enroll`',
    ],
    server_away: ({ server, reason }) => [
      `${server}: ${reason}`,
      'nada se perde: o que espera é enviado quando ele voltar. Veja se ele está no ar, e a rede',
    ],
    server_untrusted: ({ server, reason }) => [
      `${server} mostra um certificado que não é confiável: ${reason}`,
      'corrija-o lá; para uma autoridade certificadora própria defina NODE_EXTRA_CA_CERTS=FILE',
    ],
    server_stranger: ({ server, reason }) => [
      `${server} não responde como um servidor usage-audit: ${reason}`,
      'confira o endereço e o proxy à frente; `usage-audit agent enroll --server URL` define outro',
    ],
    clock_fine: ({ aheadMs }, { duration }) => [`o do servidor difere em ${duration(Math.abs(aheadMs))}`],
    clock_off: ({ aheadMs }, { duration }) => [
      `o do servidor está ${duration(Math.abs(aheadMs))} ${aheadMs > 0 ? 'adiantado' : 'atrasado'} em relação a este`,
      'acerte o que estiver errado; com NTP ele continua certo',
    ],
    zone_fine: ({ zone, data }) => [`${zone}, dados de ${data}`],
    zone_unknown: ({ given }) => [
      given ? `"${given}" não é um fuso horário` : 'o sistema não diz seu fuso horário',
      'defina TZ, ou o fuso do sistema, como America/Sao_Paulo; até lá os dias são os de UTC',
    ],
    zone_data_old: ({ data }) => [`os dados de fusos (${data}) são antigos ou faltam`, 'instale um Node mais novo'],
    ...mailPtBr,
    port_free: ({ port }) => [port === 0 ? 'qualquer uma livre' : `${port} está livre`],
    port_ours: ({ port }) => [`usage-audit responde em ${port}`],
    port_held: ({ port, holder }) => [
      `${port} está ocupada por ${holder ?? 'outro programa'}`,
      'encerre-o, ou mude server.port (`usage-audit up --port 9000`)',
    ],
    port_refused: ({ host, port, reason }) => [
      `não é possível escutar em ${host}:${port}: ${reason}`,
      'defina server.host como um endereço deste computador e server.port como 1024 ou mais',
    ],
  },
}
