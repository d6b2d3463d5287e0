import { certificateEn } from './certificate-words.ts'
import { doctorNamesEn } from './doctor-names.ts'
import type { DoctorWords } from './doctor-words.ts'
import { mailEn } from './mail-words.ts'
import { noticeWordsOf } from './notice-words.ts'
import { policyWordsOf, sayPolicy } from './policy-words.ts'

/** What `doctor` says, in English. */
export const doctorEn: DoctorWords = {
  names: doctorNamesEn,
  sayings: {
    ...certificateEn,
    native_fine: ({ node, sqlite }) => [`${node}, SQLite ${sqlite}`],
    native_broken: ({ node, reason }) => [
      `${node}, but SQLite cannot be loaded: ${reason}`,
      'Node was changed after the installation: install usage-audit again with this Node',
    ],
    folder_fine: ({ folder }) => [`${folder}, readable by you only`],
    folder_absent: ({ folder }) => [`${folder} is made at the first start`],
    folder_unwritable: ({ folder, reason }) => [
      `${folder}: ${reason}`,
      'name a folder you can write to with --data-dir DIR',
    ],
    folder_exposed: ({ folder, paths }) => [
      `other accounts can read ${paths.join(', ')}`,
      `chmod -R go-rwx '${folder}'`,
    ],
    disk_fine: ({ freeBytes }, { bytes }) => [`${bytes(freeBytes)} free`],
    disk_full: ({ folder }) => [
      `no room for ${folder}: nothing is recorded`,
      'make room: recording goes on by itself when there is some',
    ],
    disk_low: ({ freeBytes, folder }, { bytes }) => [
      `only ${bytes(freeBytes)} free for ${folder}`,
      'make room: recording stops when the disk is full',
    ],
    journal_fine: ({ bytes }, forms) => [`whole, ${forms.bytes(bytes)}`],
    journal_absent: () => ['nothing was recorded yet', 'start `usage-audit agent`, or `usage-audit up`'],
    journal_damaged: ({ file, reason }) => [
      `${file} is damaged: ${reason}`,
      'start the agent again: it sets the file aside, and keeps what can be read of it',
    ],
    journal_newer: ({ file }) => [`a newer usage-audit wrote ${file}`, 'start that version'],
    agent_recording: ({ pid, lastAt }, { instant }) => [
      lastAt === null ? `recording, process ${pid}` : `recording, process ${pid}; last record ${instant(lastAt)}`,
    ],
    agent_resting: ({ pid, why }) => [
      {
        paused: `paused: process ${pid} runs, and nothing is recorded`,
        org_paused: `paused on the server: process ${pid} runs, and nothing is recorded`,
        outside_hours: `outside working hours: process ${pid} runs, and nothing is recorded`,
        disk_full: `the disk is full: process ${pid} runs, and nothing is recorded`,
      }[why],
      {
        paused: '`usage-audit agent resume` ends the pause',
        org_paused: 'resume it on the web, under My data; a pause by the organisation only the organisation ends',
        outside_hours: 'privacy.working_hours says when it records; it goes on by itself',
        disk_full: 'make room: recording goes on by itself when there is some',
      }[why],
    ],
    agent_silent: ({ pid, lastAt }, { instant }) => [
      `process ${pid} holds the journal, but its last record is of ${instant(lastAt)}`,
      `end process ${pid} and start the agent again; \`usage-audit agent status\` shows what it last said`,
    ],
    agent_stopped: ({ lastAt }, { instant }) => [
      lastAt === null ? 'not running' : `not running; last record ${instant(lastAt)}`,
      'start it with `usage-audit agent`, or at each log-in with `usage-audit agent install`',
    ],
    notice_fine: ({ at, how }, { instant }) => [
      `what is recorded was shown ${instant(at)}, ${how === 'terminal' ? 'on a terminal' : 'in a log'}`,
    ],
    notice_none: () => ['what is recorded was not shown yet', 'the first start of the agent in a terminal shows it'],
    notice_old: ({ untold }) => [
      `switched on, and nobody was told: ${untold.map((kind) => noticeWordsOf('en').kinds[kind]).join(', ')}`,
      '`usage-audit agent notice` shows what is recorded; then start the agent again',
    ],
    policy_fine: ({ policy }) => [sayPolicy(policy, 'en') || policyWordsOf('en').empty],
    policy_waiting: ({ policy }) => [policyWordsOf('en').heldBack(policy.heldBack)],
    policy_none: () => ['no organisation asks this computer to leave anything out'],
    service_fine: ({ file }) => [file],
    service_absent: () => ['not started at log-in', '`usage-audit agent install` starts it at each log-in'],
    service_unreadable: ({ file }) => [`${file} names no command`, 'write it anew: `usage-audit agent install`'],
    service_moved: ({ file, missing }) => [
      `${file} starts ${missing}, which is gone`,
      'Node or usage-audit was moved: run `usage-audit agent install` again',
    ],
    service_idle: ({ file, look }) => [`${file} is installed, but no agent records`, `\`${look}\` says why`],
    processes_fine: ({ source, count, ms }) => [`${count} read from ${source} in ${ms} ms`],
    processes_failed: ({ source, reason }) => [
      `${source} cannot be read: ${reason}`,
      'set agent.processes to the other source, "proc" or "portable"',
    ],
    desktop_fine: ({ source, watched }, forms) => [`${source} tells of ${forms.watched(watched)}`],
    desktop_part: ({ source, missing }) => [
      `${source} does not tell ${missing.map((each) => (each === 'window' ? 'which window is in front' : 'when somebody is there')).join(', nor ')}: it stays unknown`,
      'docs/presence.md says which desktops tell what',
    ],
    desktop_silent: ({ source }) => [
      `${source} does not answer: which app is in front and active time stay unknown`,
      'start the agent in the session of the desktop, where DISPLAY and XAUTHORITY, or WAYLAND_DISPLAY, are set',
    ],
    desktop_unknown: ({ display }) => [
      `${display} tells nobody which app is in front: that and active time stay unknown`,
      'log in to a session that tells, as one of X11; programs are recorded all the same',
    ],
    desktop_none: () => [
      'no display here: which app is in front and active time stay unknown',
      'on a computer with a desktop, start the agent in its session: `usage-audit agent install`',
    ],
    desktop_off: () => ['not watched: agent.presence is off', 'set agent.presence to a duration, as 2s'],
    logind_fine: ({ address }) => [`logind is on ${address}`],
    logind_absent: ({ address, bus }) => [
      `${bus ? 'no logind' : 'no bus'} at ${address}: locking and sleeping are not told; sleep is still seen from the clocks`,
      'install dbus and systemd; in a container bring in the bus of the computer, and name it in DBUS_SYSTEM_BUS_ADDRESS',
    ],
    session_fine: ({ address }) => [`${address} answers`],
    session_absent: ({ address }) => [
      `${address === null ? 'none' : `nobody answers at ${address}`}: what only the desktop tells, as some do of the lock, stays unknown`,
      'start the agent from within your session, or at each log-in with `usage-audit agent install`',
    ],
    extension_fine: ({ shell }) => [`GNOME Shell ${shell} tells which window is in front`],
    extension_absent: ({ shell }) => [
      `unknown: under Wayland GNOME Shell ${shell} tells only an extension`,
      '`usage-audit agent extension install` installs ours; then log out and in',
    ],
    extension_waiting: ({ shell }) => [
      `unknown: the extension is installed, but GNOME Shell ${shell} does not run it yet`,
      'log out and in; if it stays so, switch it on in the app Extensions',
    ],
    extension_old: ({ shell }) => [
      `the extension that is installed is not the one of this usage-audit for GNOME Shell ${shell}`,
      'put the right one in its place: `usage-audit agent extension install`, then log out and in',
    ],
    extension_unknown: ({ shell }) => [`unknown: GNOME Shell ${shell} is too old for the extension, which needs 40`],
    enrolment_none: () => ['none: everything stays on this computer', '`usage-audit agent enroll` changes that'],
    enrolment_damaged: ({ file }) => [`${file} cannot be read`, 'enrol again: `usage-audit agent enroll`'],
    enrolment_fine: ({ server, device, person }) => [`"${device}" of ${person} on ${server}`],
    enrolment_unknown: ({ server }) => [
      `${server} does not know this computer's token`,
      'make a new one there with `usage-audit devices add`, then `usage-audit agent enroll` here',
    ],
    server_away: ({ server, reason }) => [
      `${server}: ${reason}`,
      'nothing is lost: what waits is sent when it is back. Check that it runs, and the network',
    ],
    server_untrusted: ({ server, reason }) => [
      `${server} shows a certificate that is not trusted: ${reason}`,
      'mend it there; for a certificate authority of your own set NODE_EXTRA_CA_CERTS=FILE',
    ],
    server_stranger: ({ server, reason }) => [
      `${server} does not answer as a usage-audit server: ${reason}`,
      'check the address and the proxy in front; `usage-audit agent enroll --server URL` sets another',
    ],
    clock_fine: ({ aheadMs }, { duration }) => [`the server's differs by ${duration(Math.abs(aheadMs))}`],
    clock_off: ({ aheadMs }, { duration }) => [
      `the server's is ${duration(Math.abs(aheadMs))} ${aheadMs > 0 ? 'ahead of' : 'behind'} this computer's`,
      'set whichever is wrong; with NTP it stays right',
    ],
    zone_fine: ({ zone, data }) => [`${zone}, data of ${data}`],
    zone_unknown: ({ given }) => [
      given ? `"${given}" is no time zone` : 'the system does not tell its time zone',
      'set TZ, or the zone of the system, to a name as America/Sao_Paulo; until then days are those of UTC',
    ],
    zone_data_old: ({ data }) => [`the time zone data (${data}) is old or missing`, 'install a newer Node'],
    ...mailEn,
    port_free: ({ port }) => [port === 0 ? 'any free one' : `${port} is free`],
    port_ours: ({ port }) => [`usage-audit answers on ${port}`],
    port_held: ({ port, holder }) => [
      `${port} is held by ${holder ?? 'another program'}`,
      'end it, or set server.port to another (`usage-audit up --port 9000`)',
    ],
    port_refused: ({ host, port, reason }) => [
      `cannot listen on ${host}:${port}: ${reason}`,
      'set server.host to an address of this computer, and server.port to 1024 or more',
    ],
  },
}
