/** Systems that an agent runs on, the one that it has been tried on most first. */
export const systems = ['linux', 'macos', 'windows'] as const
export type System = (typeof systems)[number]

const file = 'usage-audit.token'

/**
 * What is typed on a computer that comes in with a token: kept in a file for the moment, as a terminal shows its arguments to every
 * account of the computer.
 * @param server its address @param token letters, digits, - and _ only, as every token of this server
 */
export function toCommands(
  system: System,
  { server, token }: { readonly server: string; readonly token: string },
): string {
  const [keep, remove] =
    system === 'windows'
      ? [`Set-Content ${file} '${token}'`, `Remove-Item ${file}`]
      : [`(umask 077; echo '${token}' > ${file})`, `rm ${file}`]
  return [
    keep,
    `usage-audit agent enroll --server ${server} --token-file ${file}`,
    'usage-audit agent install',
    remove,
  ].join('\n')
}
