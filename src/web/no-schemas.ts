/*
 * What stands in the place of zod in a browser: endpoints are described with schemas, and only the server checks by them. Here they are
 * empty, which spares whoever opens the web a fifth of its scripts. Types come from zod itself; what protocol
 * uses of it and is not here fails the build.
 */

const checks: ReadonlySet<PropertyKey> = new Set(['parse', 'safeParse', 'parseAsync', 'safeParseAsync'])

/** Whatever is called or looked up on it, it is the same again; only to check by it is refused. */
const nothing: (...given: unknown[]) => unknown = new Proxy(() => nothing, {
  get: (_, name) => {
    if (checks.has(name)) throw new Error('the web checks nothing by schemas: the server does')
    return typeof name === 'symbol' ? undefined : nothing
  },
  apply: () => nothing,
})

export {
  nothing as array,
  nothing as boolean,
  nothing as coerce,
  nothing as custom,
  nothing as discriminatedUnion,
  nothing as enum,
  nothing as instanceof,
  nothing as int,
  nothing as literal,
  nothing as looseObject,
  nothing as number,
  nothing as object,
  nothing as record,
  nothing as strictObject,
  nothing as string,
  nothing as tuple,
  nothing as union,
  nothing as unknown,
  nothing as url,
  nothing as uuid,
}
