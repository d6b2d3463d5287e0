/** Why a certificate is not believed, and the way out; by the code of Node or OpenSSL. */
const ofCodes: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED:
    'its certificate has expired: whoever runs the server renews it; if it is new, the clock of this computer is ahead',
  CERT_NOT_YET_VALID:
    'its certificate is not valid yet: most likely the clock of this computer is behind, so set it right; else whoever runs the server waits or makes another',
  ERR_TLS_CERT_ALTNAME_INVALID:
    'its certificate is for another name: use the address that the certificate names, or have this one put into it',
  ERR_TLS_CERT_NO_NAMES:
    'its certificate has no subject alternative name, so it is for no server: whoever runs the server makes another',
  DEPTH_ZERO_SELF_SIGNED_CERT:
    'its certificate vouches for itself and nobody else does: enrol with the --pin that `serve` prints, or set agent.ca to the file of a company authority',
  SELF_SIGNED_CERT_IN_CHAIN:
    'its certificate comes from an authority that is not known here: enrol with the --pin that `serve` prints, or set agent.ca to the file of that authority',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    'its certificate comes from an authority that is not known here: enrol with the --pin that `serve` prints, or set agent.ca to the file of that authority',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    'it shows its certificate without those in between (an incomplete chain), or comes from an unknown authority: set server.tls_cert there to the full chain, or agent.ca here',
  UNABLE_TO_GET_ISSUER_CERT:
    'its chain of certificates is incomplete: set server.tls_cert there to the file with the full chain',
  INVALID_CA: 'its certificate was signed by one that may not sign others: whoever runs the server makes another',
  INVALID_PURPOSE:
    'its certificate is not made for a server, or was signed by one that may not sign others: whoever runs the server makes another',
  CERT_SIGNATURE_FAILURE:
    'its certificate was not signed by the authority that it names: either it was made anew there, then enrol again, or somebody stands in between',
  EE_KEY_TOO_SMALL: 'the key of its certificate is too weak: whoever runs the server makes one of 2048 bits or more',
  CA_MD_TOO_WEAK:
    'its certificate is signed with SHA-1 or MD5, which is too weak: whoever runs the server makes another',
}

/** OpenSSL has more reasons than Node has codes for. */
const ofWords: readonly (readonly [RegExp, string])[] = [
  [/\bkey (is )?too (weak|small)/i, ofCodes.EE_KEY_TOO_SMALL!],
  [/\b(md|digest|signature)\b.*too weak/i, ofCodes.CA_MD_TOO_WEAK!],
  [/invalid CA/i, ofCodes.INVALID_CA!],
]

/** In words for a person; undefined if the problem is none of certificates. */
export function describeCertificateProblem(problem: unknown): string | undefined {
  const { code = '', message = '' } = problem as { code?: string; message?: string }
  const told = ofCodes[code] ?? ofWords.find(([words]) => words.test(message))?.[1]
  if (told) return told
  return isCertificateProblem(problem) ? `its certificate is not believed (${code}: ${message})` : undefined
}

/** Whether a server was there and was not believed. */
export const isCertificateProblem = (problem: unknown): boolean => {
  const { code = '', message = '' } = problem as { code?: string; message?: string }
  if (/CERT|SIGNATURE|ISSUER|INVALID_CA|INVALID_PURPOSE|TLS|TOO_SMALL|TOO_WEAK/.test(code)) return true
  return code === 'UNSPECIFIED' || ofWords.some(([words]) => words.test(message))
}
