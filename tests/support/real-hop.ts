import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { type AddressInfo, connect, createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { newFolder } from './program.ts'

/** Debian's postfix and dovecot on this computer, with nothing of its own settings: what is sent to anybody of example.org arrives. */
export interface RealHop {
  readonly smtpUrl: string
  /** Waits for the first mail of somebody, and fetches it by IMAP as it lies there. */
  fetch(user: string): Promise<Buffer>
  stop(): Promise<void>
}

const password = 'secret'
const patienceMs = 20_000

/** Needs root: postfix starts its parts as others. */
export async function startRealHop(): Promise<RealHop> {
  const folder = newFolder()
  chmodSync(folder, 0o755)
  const [smtp, imap, lmtp] = [await freePort(), await freePort(), await freePort()]
  writeDovecot(folder, imap, lmtp)
  writePostfix(folder, smtp, lmtp)
  const children = [
    spawn('dovecot', ['-F', '-c', join(folder, 'dovecot.conf')], { stdio: 'ignore' }),
    spawn('postfix', ['-c', join(folder, 'postfix'), 'start-fg'], { stdio: 'ignore' }),
  ]
  const stop = async () => {
    // Its parts belong to a master that is nobody's child.
    spawnSync('postfix', ['-c', join(folder, 'postfix'), 'stop'], { stdio: 'ignore' })
    await Promise.all(children.map(end))
  }
  try {
    for (const port of [smtp, imap, lmtp]) await listening(port)
  } catch (error) {
    await stop()
    throw error
  }
  return { smtpUrl: `smtp://127.0.0.1:${smtp}`, fetch: (user) => fetchFirst(imap, user), stop }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await ended
}

function writeDovecot(folder: string, imap: number, lmtp: number): void {
  const mail = join(folder, 'mail')
  mkdirSync(mail)
  chownSync(mail, 65_534, 65_534)
  writeFileSync(
    join(folder, 'dovecot.conf'),
    `base_dir = ${join(folder, 'run')}
protocols = imap lmtp
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
auth_username_format = %Ln
log_path = ${join(folder, 'dovecot.log')}
mail_location = maildir:${mail}/%n
first_valid_uid = 1
passdb {
  driver = static
  args = password=${password}
}
userdb {
  driver = static
  args = uid=65534 gid=65534 home=${mail}/%n allow_all_users=yes
}
service imap-login {
  inet_listener imap {
    address = 127.0.0.1
    port = ${imap}
  }
  inet_listener imaps {
    port = 0
  }
}
service lmtp {
  inet_listener lmtp {
    address = 127.0.0.1
    port = ${lmtp}
  }
}
`,
  )
}

function writePostfix(folder: string, smtp: number, lmtp: number): void {
  const config = join(folder, 'postfix')
  const data = join(folder, 'data')
  for (const made of [config, data, join(folder, 'queue')]) mkdirSync(made)
  const [, uid = '', gid = ''] = /^postfix:[^:]*:(\d+):(\d+):/m.exec(readFileSync('/etc/passwd', 'utf8')) ?? []
  chownSync(data, Number(uid), Number(gid))
  const main = {
    compatibility_level: '3.6',
    queue_directory: join(folder, 'queue'),
    data_directory: data,
    command_directory: '/usr/sbin',
    daemon_directory: '/usr/lib/postfix/sbin',
    mail_owner: 'postfix',
    setgid_group: 'postdrop',
    inet_interfaces: '127.0.0.1',
    inet_protocols: 'ipv4',
    myhostname: 'mail.example.org',
    mydestination: 'example.org',
    mynetworks: '127.0.0.0/8',
    alias_maps: '',
    local_recipient_maps: '',
    mailbox_transport: `lmtp:inet:127.0.0.1:${lmtp}`,
    maillog_file_prefixes: folder,
    maillog_file: join(folder, 'mail.log'),
  }
  writeFileSync(
    join(config, 'main.cf'),
    Object.entries(main)
      .map(([key, value]) => `${key} = ${value}\n`)
      .join(''),
  )
  // Name, type, whether only its own parts may ask it, whether it runs as nobody in particular, chroot, wake-up, how many, program.
  const part = (name: string, program = name, isRoot = false) => `${name} unix - ${isRoot ? 'n' : '-'} n - - ${program}`
  const services = [
    `127.0.0.1:${smtp} inet n - n - - smtpd`,
    ...['pickup unix n - n 60 1 pickup', 'cleanup unix n - n - 0 cleanup', 'qmgr unix n - n 300 1 qmgr'],
    ...['bounce', 'defer', 'trace'].map((name) => part(name, 'bounce')),
    ...[part('rewrite', 'trivial-rewrite'), part('proxymap'), part('local', 'local', true), part('lmtp')],
    ...[part('error'), part('retry', 'error'), part('smtp'), part('relay', 'smtp'), part('anvil')],
    'postlog unix-dgram n - n - 1 postlogd',
  ]
  writeFileSync(join(config, 'master.cf'), `${services.join('\n')}\n`)
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function listening(port: number): Promise<void> {
  const until = Date.now() + patienceMs
  while (!(await canConnect(port))) {
    if (Date.now() > until) throw new Error(`nobody listens at ${port}`)
    await sleep(50)
  }
}

const canConnect = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })

/** Asks again until it is there. */
async function fetchFirst(port: number, user: string): Promise<Buffer> {
  const until = Date.now() + patienceMs
  for (;;) {
    const found = await askImap(port, user)
    if (found) return found
    if (Date.now() > until) throw new Error(`no mail for ${user}`)
    await sleep(100)
  }
}

/** As little of RFC 3501 as one mail needs. */
async function askImap(port: number, user: string): Promise<Buffer | undefined> {
  const socket = connect(port, '127.0.0.1')
  let read = Buffer.alloc(0)
  socket.on('data', (chunk: Buffer) => {
    read = Buffer.concat([read, chunk])
  })
  const answered = async (tag: string) => {
    const until = Date.now() + patienceMs
    while (!new RegExp(`(^|\\r\\n)${tag.replace('*', '\\*')} `).test(read.toString('latin1'))) {
      if (Date.now() > until) throw new Error(`IMAP said ${read.toString('latin1').slice(0, 200)}`)
      await sleep(5)
    }
    const said = read
    read = Buffer.alloc(0)
    return said
  }
  const ask = (tag: string, command: string) => {
    socket.write(`${tag} ${command}\r\n`)
    return answered(tag)
  }
  await answered('*')
  await ask('a', `LOGIN ${user} ${password}`)
  await ask('b', 'SELECT INBOX')
  const said = await ask('c', 'FETCH 1 BODY.PEEK[]')
  socket.end('d LOGOUT\r\n')
  const [head, length] = /^\* 1 FETCH \(BODY\[\] \{(\d+)\}\r\n/.exec(said.toString('latin1')) ?? []
  return head === undefined ? undefined : said.subarray(head.length, head.length + Number(length))
}
