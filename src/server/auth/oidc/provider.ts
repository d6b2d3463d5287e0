/** Who vouches for people by OpenID Connect, as whoever runs the server has set it. */
export interface Provider {
  /** In addresses of this server: small letters, digits and hyphens. */
  readonly name: string
  /** As people know it. */
  readonly label: string
  /** `https://…`; on this computer `http://` too. */
  readonly issuer: string
  readonly clientId: string
  /** Undefined: this server is a public client there. */
  readonly clientSecret: string | undefined
}

/** Where a provider sends people back to. */
export const callbackPath = (name: string): string => `/sign-in/oidc/${name}/callback`

/** Whether two ways to write an issuer are one: some end it with a slash. */
export const isSameIssuer = (one: string, other: string): boolean =>
  URL.canParse(one) && URL.canParse(other) && new URL(one).href === new URL(other).href
