import { request } from 'undici'

export interface Arrived {
  readonly url: string
  readonly status: number
  readonly body: string
}

/** A browser with cookies for each site that it was at. */
export interface Jar {
  /** One request, redirects not followed. @returns where it would lead, if anywhere */
  ask(
    url: string,
    form?: Readonly<Record<string, string>>,
  ): Promise<Arrived & { readonly location: string | undefined }>
  /** The same with every redirect followed, or up to one that `until` knows. */
  follow(url: string, until?: (url: string) => boolean): Promise<Arrived>
  /** Of one site, by name. */
  cookies(origin: string): ReadonlyMap<string, string>
  useCookie(origin: string, name: string, value: string): void
}

export function createJar(): Jar {
  const sites = new Map<string, Map<string, string>>()
  const siteOf = (url: string) => {
    const { origin } = new URL(url)
    const known = sites.get(origin) ?? new Map<string, string>()
    sites.set(origin, known)
    return known
  }
  const keep = (url: string, header: string | string[] | undefined) => {
    for (const one of [header ?? []].flat()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(one) ?? []
      if (value === '') siteOf(url).delete(name)
      else siteOf(url).set(name, value)
    }
  }
  const ask: Jar['ask'] = async (url, form) => {
    const answer = await request(url, {
      method: form ? 'POST' : 'GET',
      body: form ? new URLSearchParams(form).toString() : null,
      headers: {
        cookie: [...siteOf(url)].map(([name, value]) => `${name}=${value}`).join('; '),
        'user-agent': 'Browser/1',
        ...(form && { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }),
      },
    })
    keep(url, answer.headers['set-cookie'])
    const { location } = answer.headers
    const to = typeof location === 'string' ? new URL(location, url).href : undefined
    return { url, status: answer.statusCode, body: await answer.body.text(), location: to }
  }
  return {
    ask,
    follow: async (url, until = () => false) => {
      for (let [at, hops] = [url, 0]; hops < 20; hops++) {
        const answer = until(at) ? undefined : await ask(at)
        if (!answer) return { url: at, status: 0, body: '' }
        if (answer.location === undefined) return answer
        at = answer.location
      }
      throw new Error(`${url} leads round in circles`)
    },
    cookies: (origin) => siteOf(origin),
    useCookie: (origin, name, value) => siteOf(origin).set(name, value),
  }
}
