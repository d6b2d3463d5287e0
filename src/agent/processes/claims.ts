import { basename, dirname } from 'node:path'
import type { InstalledEntry } from './desktop-entries.ts'

/** One entry's word for a file or a folder; several may want the same. */
export interface Claim {
  readonly entry: InstalledEntry
  readonly exe: string
}

/** By file or folder. */
export type Claims = Map<string, Claim[]>

/** Adds to what others claim of the same place. */
export function addClaim(claims: Claims, place: string, claim: Claim): void {
  const others = claims.get(place)
  if (others) others.push(claim)
  else claims.set(place, [claim])
}

/** `org.gnome.Nautilus.desktop` is about `nautilus`, `firefox.desktop` about `firefox`. */
function isNamedAfter(entry: InstalledEntry, exe: string): boolean {
  const id = entry.id.slice(0, -'.desktop'.length).toLowerCase()
  const names = [exe, entry.command.program].map((path) => basename(path).toLowerCase())
  return names.some((name) => id === name || id.endsWith(`.${name}`))
}

/**
 * Which of two entries for the same program speaks for it: the one named after it; the one that menus show; the one with
 * fewer fixed arguments, which stand for a part or a profile of the program; the shorter id; the first in the alphabet.
 */
function compareClaims(a: Claim, b: Claim): number {
  return (
    Number(isNamedAfter(b.entry, b.exe)) - Number(isNamedAfter(a.entry, a.exe)) ||
    Number(a.entry.noDisplay) - Number(b.entry.noDisplay) ||
    a.entry.command.args.length - b.entry.command.args.length ||
    a.entry.id.length - b.entry.id.length ||
    (a.entry.id < b.entry.id ? -1 : 1)
  )
}

const best = (claims: readonly Claim[]) => [...claims].sort(compareClaims)[0]!

/** What came of all claims. */
export interface Settled {
  /** The entry of the file, else of the nearest folder around it. */
  find(exe: string): InstalledEntry | undefined
  /** The entries that something is of, each with its program. */
  readonly owners: readonly Claim[]
}

/** Decides for each file and folder whose it is. */
export function settleClaims(files: Claims, folders: Claims): Settled {
  const byFile = new Map([...files].map(([exe, claims]) => [exe, best(claims)]))
  // A folder in which several programs lie belongs to none of them.
  const isOnePrograms = (claims: readonly Claim[]) => claims.every(({ exe }) => exe === claims[0]!.exe)
  const byFolder = new Map(
    [...folders].filter(([, claims]) => isOnePrograms(claims)).map(([folder, claims]) => [folder, best(claims)]),
  )
  return {
    find: (exe) => {
      const own = byFile.get(exe)
      if (own) return own.entry
      for (let folder = dirname(exe); folder.length > 1; folder = dirname(folder)) {
        const claim = byFolder.get(folder)
        if (claim) return claim.entry
      }
      return undefined
    },
    owners: [...new Map([...byFolder.values(), ...byFile.values()].map((claim) => [claim.entry.id, claim])).values()],
  }
}
