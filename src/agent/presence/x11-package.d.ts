/** The little of `x11` that is used here; the package brings no types. */
declare module 'x11' {
  import type { Socket } from 'node:net'

  type Done<T> = (error: Error | null | undefined, value: T) => unknown

  export interface Property {
    readonly type: number
    readonly format: number
    readonly data: Buffer
  }
  export interface XEvent {
    readonly name: string
    readonly wid: number
    readonly atom: number
  }
  export interface ScreenSaver {
    QueryInfo(drawable: number, done: Done<{ readonly idle: number }>): void
  }
  export interface Resources {
    QueryClientIds(
      specs: readonly { readonly client: number; readonly mask: number }[],
      done: Done<readonly { readonly value: readonly number[] }[]>,
    ): void
  }
  export interface Client {
    atoms: Readonly<Record<string, number>>
    on(event: 'event', listener: (event: XEvent) => void): void
    on(event: 'error' | 'end', listener: (error?: Error) => void): void
    InternAtom(onlyIfExists: boolean, name: string, done: Done<number>): void
    GetProperty(remove: 0, window: number, atom: number, type: 0, offset: 0, words: number, done: Done<Property>): void
    ChangeWindowAttributes(window: number, values: { readonly eventMask: number }, done: Done<void>): void
    QueryExtension(name: string, done: Done<{ readonly present: number }>): void
    require(name: 'screen-saver', done: Done<ScreenSaver>): void
    require(name: 'res', done: Done<Resources>): void
  }
  export interface Display {
    readonly client: Client
    readonly screen: readonly { readonly root: number }[]
  }
  export interface Options {
    readonly stream: Socket
    readonly display: string
    readonly auth: { readonly name: string; readonly data: string }
    readonly disableBigRequests: true
  }
  const x11: {
    readonly eventMask: { readonly PropertyChange: number; readonly StructureNotify: number }
    createClient(options: Options, done: Done<Display>): Client
  }
  // biome-ignore lint/style/noDefaultExport: a CommonJS package is its default export.
  export default x11
}
