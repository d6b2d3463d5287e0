import { request } from 'undici'

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  /** JSON where it is JSON, else text. */
  // biome-ignore lint/suspicious/noExplicitAny: a test looks at what came, whatever it is
  readonly body: any
}

/** Somebody with a browser: it keeps the cookie, and says where its requests come from. */
export interface TestVisitor {
  call(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: unknown, headers?: Headers): Promise<Answer>
  /** Sends a form as a page without a script does. */
  submit(path: string, fields: Readonly<Record<string, string>>, headers?: Headers): Promise<Answer>
  cookie(): string | undefined
  useCookie(value: string | undefined): void
}

type Headers = Readonly<Record<string, string>>

/** @param always what every request has with it */
export function createVisitor(url: string, always: Headers = {}): TestVisitor {
  let cookie: string | undefined
  const send = async (
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
    path: string,
    body: string | null,
    headers: Headers,
  ) => {
    const answer = await request(url + path, {
      method,
      body,
      headers: {
        'sec-fetch-site': 'same-origin',
        'user-agent': 'Browser/1',
        ...(cookie && { cookie }),
        ...always,
        ...headers,
      },
    })
    const set = [answer.headers['set-cookie'] ?? []].flat()[0]
    if (set !== undefined) cookie = /=;/.test(set) ? undefined : set.split(';')[0]
    const text = await answer.body.text()
    const isJson = String(answer.headers['content-type']).startsWith('application/json')
    return { status: answer.statusCode, headers: answer.headers, body: isJson ? JSON.parse(text) : text }
  }
  return {
    call: (method, path, body, headers = {}) => {
      const has = method === 'POST' || method === 'PATCH'
      return send(method, path, has ? JSON.stringify(body ?? {}) : null, {
        ...(has && { 'content-type': 'application/json' }),
        ...headers,
      })
    },
    submit: (path, fields, headers = {}) =>
      send('POST', path, new URLSearchParams(fields).toString(), {
        'content-type': 'application/x-www-form-urlencoded',
        ...headers,
      }),
    cookie: () => cookie,
    useCookie: (value) => {
      cookie = value
    },
  }
}
