/** A pin: which certificate authority a server's certificate comes from. */

/** Sixty-four small hexadecimal digits of `sha256:AB:CD…` or `sha256:abcd…`; undefined if it is no pin. */
export function parsePin(text: string): string | undefined {
  const hex = /^sha256:([0-9a-f:]+)$/i.exec(text.trim())?.[1]?.replaceAll(':', '').toLowerCase()
  return hex?.length === 64 ? hex : undefined
}

/** `sha256:…` of a fingerprint as Node tells it, `AB:CD:…`. */
export const toPin = (fingerprint: string): string => `sha256:${fingerprint.replaceAll(':', '').toLowerCase()}`
