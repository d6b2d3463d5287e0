const octet = '(25[0-5]|2[0-4]\\d|1?\\d?\\d)'
const loopback = new RegExp(`^(([\\w-]+\\.)*localhost|127(\\.${octet}){3}|::1|\\[::1\\])$`, 'i')

/** Whether a host is this computer and no other: `localhost`, names under it (RFC 6761), 127.0.0.0/8, and ::1 bare or in brackets. */
export const isLoopback = (host: string): boolean => loopback.test(host)
